"""Work that only reads, done in several processes at once."""

import gc
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread

from django.db import connection, connections


class ReaderEnded(Exception):
    """Raised where a process that reads was ended from outside: there may be too little memory."""


def usual_processes():
    """Return how many processes read at once where nobody says how many.

    Others would not see what a transaction that goes on has written.
    """
    return 1 if connection.in_atomic_block else os.cpu_count() or 1


@contextmanager
def side_by_side(processes):
    """Give what maps a function as `map` does, in so many other processes; in this one for 1.

    Results come in order. The function is one of a module, and opens connections of its own.
    """
    if processes == 1:
        yield map
        return
    executor = ProcessPoolExecutor(
        processes, multiprocessing.get_context("fork"), initializer=_begin
    )
    try:
        # All are made at once, while this process has no connection that they would share.
        connections.close_all()
        executor.submit(os.getpid).result()
        yield executor.map
    except BrokenProcessPool as broken:
        raise ReaderEnded(
            "A process that reads was ended, for want of memory perhaps."
        ) from broken
    finally:
        executor.shutdown(cancel_futures=True)


def _begin():
    """Prepare a process to work: it ends with the one that it works for."""
    # What was imported is no garbage, and what is read is thrown away by the thousand.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    # Who interrupts a command interrupts the one that others work for.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Of a process that is killed it would wait for ever.
    Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end():
    multiprocessing.parent_process().join()
    os._exit(1)
