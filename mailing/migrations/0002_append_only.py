"""The ledger of consent only grows: the database itself refuses to change or delete a row."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION mailing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER consent_text_is_immutable BEFORE UPDATE OR DELETE ON mailing_consenttext
    FOR EACH ROW EXECUTE FUNCTION mailing_refuse_change();
CREATE TRIGGER consent_event_is_append_only BEFORE UPDATE OR DELETE ON mailing_consentevent
    FOR EACH ROW EXECUTE FUNCTION mailing_refuse_change();
"""
BACKWARDS = """
DROP TRIGGER consent_event_is_append_only ON mailing_consentevent;
DROP TRIGGER consent_text_is_immutable ON mailing_consenttext;
DROP FUNCTION mailing_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("mailing", "0001_outbox")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
