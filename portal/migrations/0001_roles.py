"""The staff's groups, one account for each mail address, and the table of the attempt counters."""

from django.core.management import call_command
from django.db import migrations

ROLES = ("moderator", "safeguarding", "editor", "campaign owner", "operator")


def make_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunSQL(
            "CREATE UNIQUE INDEX portal_one_account_an_address ON auth_user (upper(email)) "
            "WHERE email <> ''",
            "DROP INDEX portal_one_account_an_address",
        ),
    ]
