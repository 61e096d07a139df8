"""Who may do what: the one table. Synchronised to Django's groups after each migration."""

from typing import Any

from django.apps import apps

READ = [
    "sources.view_outlet", "sources.view_rawtext", "sources.view_sourcearticle", "sources.view_segment",
    "sources.view_interview", "sources.view_turn", "sources.view_flag", "sources.view_expert",
    "sources.view_actor", "sources.view_actorname", "sources.view_actorrole", "sources.view_mention",
    "sources.view_actorrelation", "sources.view_actormerge", "sources.view_actordistinction",
    "sources.view_ingestjob", "sources.view_ingestitem", "sources.view_feed",
    "sources.view_story", "sources.view_storymembership", "sources.view_decision",
    "sources.view_difference", "sources.view_differencevalue",
    "briefings.view_briefing", "briefings.view_keypoint", "briefings.view_annotation", "briefings.view_citation",
    "briefings.view_revision", "briefings.view_edition", "briefings.view_correction",
    "briefings.view_errorreport", "briefings.view_standingpage",
]  # fmt: skip

DRAFT = [
    "sources.ingest", "sources.add_sourcearticle",
    "briefings.add_briefing", "briefings.change_briefing",
    "briefings.add_keypoint", "briefings.change_keypoint", "briefings.delete_keypoint",
    "briefings.add_annotation", "briefings.change_annotation", "briefings.delete_annotation",
    "briefings.add_citation", "briefings.change_citation", "briefings.delete_citation",
    "briefings.submit",
]  # fmt: skip

EDIT = [
    "sources.decide", "sources.change_sourcearticle", "sources.change_segment",
    "sources.add_outlet", "sources.change_outlet", "sources.add_feed", "sources.change_feed",
    "sources.add_actor", "sources.change_actor",
    "sources.add_actorname", "sources.change_actorname", "sources.add_actorrole", "sources.change_actorrole",
    "sources.change_mention", "sources.add_actorrelation", "sources.change_actorrelation",
    "sources.add_actormerge", "sources.change_actormerge",
    "sources.add_actordistinction", "sources.change_actordistinction", "sources.delete_actordistinction",
    "sources.change_story", "sources.change_difference", "sources.add_difference",
    "sources.add_differencevalue", "sources.change_differencevalue",
    "briefings.approve", "sources.dispose", "sources.change_interview", "sources.add_expert", "sources.change_expert",
]  # fmt: skip

PUBLISH = ["briefings.publish"]

# What is due, failing and done, and having it done now.
OPERATE = ["operation.view_periodic", "operation.change_periodic"]

# Beside the rights above: readers' reports of errors, and the pages that stand beside the briefings.
FOR_READERS = ["briefings.change_errorreport", "briefings.add_standingpage", "briefings.change_standingpage"]

ADMINISTER = [
    "accounts.view_user", "accounts.add_user", "accounts.change_user",
    "accounts.view_apikey", "accounts.add_apikey", "accounts.change_apikey",
    "accounts.view_act", "auth.view_group", "axes.view_accessattempt",
    "sources.expunge",
    "briefings.view_webhook", "briefings.add_webhook", "briefings.change_webhook", "briefings.view_delivery",
]  # fmt: skip

ROLES: dict[str, list[str]] = {
    "author": READ + DRAFT,
    "editor": READ + DRAFT + EDIT + FOR_READERS,
    "publisher": READ + DRAFT + EDIT + FOR_READERS + PUBLISH + OPERATE,
    "administrator": READ + DRAFT + EDIT + FOR_READERS + PUBLISH + OPERATE + ADMINISTER,
}


def synchronise() -> None:
    """Make the groups hold exactly what ROLES says. Raises LookupError when ROLES names a permission that is not."""
    groups, permissions = apps.get_model("auth.Group").objects, apps.get_model("auth.Permission").objects
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in permissions.select_related("content_type")}
    for role, names in ROLES.items():
        missing = [name for name in names if name not in known]
        if missing:
            raise LookupError(f"Role {role} names permissions that do not exist: {', '.join(missing)}")
        group, _ = groups.get_or_create(name=role)
        group.permissions.set([known[name] for name in names])


def synchronise_after_migrate(app_config: Any, **_: Any) -> None:
    """After the last of our apps: permissions of each app exist once its own post_migrate ran."""
    if app_config.label == apps.get_app_config("operation").label:
        synchronise()
