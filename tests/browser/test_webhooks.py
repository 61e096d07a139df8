"""Webhooks at the desk: a private address is refused in words, and everyone can use the screens."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens
from tests.browser.test_actors import manage

THERE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import User
from briefings import webhooks
from briefings.models import Delivery, Edition, Webhook
from briefings.models.delivery import Outcome
now, by = timezone.now(), User.objects.get(username="administrator")
long = "https://press.example/hooks?tenant=northern-ledger&environment=production&channel=breaking-news"
hook = Webhook.objects.filter(address=long).first() or Webhook.objects.add(long, by=by, at=now, note="The mirror.").webhook
webhooks.tell(Edition.objects.earliest("seq"))
for delivery in Delivery.objects.claim(now, seconds=60):
    delivery.settle(Outcome(503, "The receiver answered with status 503.", '{"error": "busy"}'), now)
Delivery.objects.waiting().update(due_at=now + timedelta(days=1))
print("FOUND", hook.pk, hook.deliveries.earliest("pk").pk)
"""


def test_a_private_address_is_refused_in_words(page: Page, site: Site) -> None:
    log_in(page, site, "administrator")
    page.goto(f"{site.url}/admin/briefings/webhook/add/")
    page.fill("input[name=address]", "http://127.0.0.1/hook")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("leads to 127.0.0.1, which is not public (this machine).")).to_be_visible()
    expect(page.get_by_label("briefing.retracted")).to_be_checked()


@on_screens(1440, 390)
def test_everyone_can_use_it(chromium: Browser, site: Site, width: int, scheme: str) -> None:
    told = manage(site, "shell", given=THERE)
    hook, delivery = next(line for line in told.splitlines() if line.startswith("FOUND")).split()[1:]
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    log_in(page, site, "administrator")
    for path in ("webhook/", "webhook/add/", f"webhook/{hook}/change/", "delivery/", f"delivery/{delivery}/change/"):
        page.goto(f"{site.url}/admin/briefings/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    context.close()
