"""The drawers of a phone: the contents of a page."""

from playwright.sync_api import expect


def test_the_contents_close_when_one_is_chosen(read):
    page = read("validation.html", "phone").page
    page.locator(".secondary-toggle:visible").click()
    drawer = page.locator("#pst-secondary-sidebar-modal")
    expect(drawer).to_be_visible()
    drawer.get_by_role("link", name="DC follows amplitude").click()
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("heading", name="DC follows amplitude")).to_be_in_viewport()
    page.go_back()
