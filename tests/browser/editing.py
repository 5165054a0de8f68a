"""What an editor does in the admin, in gestures."""


class FicheEditor:
    """The screen where a fiche is written; blocks are told by their label and their place."""

    def __init__(self, page):
        self.page = page

    def add_block(self, label):
        """Add a block at the end of the content, and return it."""
        stream = self.page.locator("[data-streamfield-stream-container]").first
        children = stream.locator("> [data-streamfield-child]")
        count = children.count()
        stream.locator("> div > .c-sf-add-button").last.click()
        self.page.get_by_role("option", name=label, exact=True).click()
        block = children.nth(count)
        block.wait_for()
        return block

    def add_item(self, block):
        """Add an item at the end of the list of a block."""
        block.locator("[data-streamfield-list-container] .c-sf-add-button").last.click()

    def field(self, name):
        """Return the control of that name."""
        return self.page.locator(f"[name='{name}']")

    def write(self, place, text):
        """Type in a rich text editor."""
        box = place.locator("[role=textbox]").first
        box.click()
        box.press_sequentially(text)

    def upload_document(self, place, path, title):
        """Choose a file by sending it, in the dialog of a chooser."""
        place.locator("button[data-chooser-action-choose]").last.click()
        dialog = self.page.locator(".modal.in")
        dialog.locator("a[href='#tab-upload']").click()
        form = dialog.locator("#tab-upload")
        form.locator("input[type=file]").set_input_files(path)
        form.locator("input[name$=title]").fill(title)
        form.locator("button[type=submit]").click()
        dialog.wait_for(state="hidden")

    def choose_theme(self, name):
        """Tick a theme."""
        self.page.get_by_role("tab", name="Indexation").click()
        self.page.get_by_role("checkbox", name=name).check()

    def publish(self):
        """Publish what is on the screen, and return the address of the fiche."""
        self.page.get_by_role("button", name="Plus d'actions").click()
        self.page.locator("button[name=action-publish]").click()
        done = self.page.locator(".messages .success")
        done.wait_for()
        return done.get_by_role("link").first.get_attribute("href")


def preview_of(page):
    """Open the preview of the screen, and return what it shows."""
    page.locator("[data-side-panel-toggle=preview]").click()
    return page.frame_locator("#w-preview-iframe")


def choose_page(page, title):
    """Choose a page by its title, in the dialog of the first chooser of the screen."""
    page.locator("[data-chooser-action-choose]").first.click()
    dialog = page.locator(".modal.in")
    dialog.locator("#id_q").fill(title)
    dialog.locator("a.choose-page", has_text=title).click()
    dialog.wait_for(state="hidden")


def save(page):
    """Save the screen, and wait until it is done."""
    page.locator("form button.action-save").click()
    page.locator(".messages .success").wait_for()
