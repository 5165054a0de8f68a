"""Several readers at once: each process has a copy of the planted database of its own."""

import multiprocessing

from django.db import connection

_of_this_process = {}


def spread(function, names, *, workers):
    """Return `[function(name), …]`, in no order, worked out by several processes."""
    # What was planted in memory follows a process that forks, and no other.
    if workers == 1 or multiprocessing.get_start_method() != "fork":
        return [function(name) for name in names]
    numbers = [str(number) for number in range(1, workers + 1)]
    for number in numbers:
        connection.creation.clone_test_db(number, verbosity=0)
    connection.close()
    waiting = multiprocessing.Queue()
    for number in numbers:
        waiting.put(number)
    try:
        with multiprocessing.Pool(workers, _start, (function, waiting)) as pool:
            return list(pool.imap_unordered(_call, names))
    finally:
        for number in numbers:
            connection.creation.destroy_test_db(suffix=number, verbosity=0)


def _start(function, waiting):
    _of_this_process["function"] = function
    connection.creation.setup_worker_connection(waiting.get())


def _call(name):
    return _of_this_process["function"](name)
