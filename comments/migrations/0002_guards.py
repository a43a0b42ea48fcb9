"""What the database itself refuses, whoever asks it."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION comments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER moderation_event_is_append_only BEFORE UPDATE OR DELETE ON comments_moderationevent
    FOR EACH ROW EXECUTE FUNCTION comments_refuse_change();

-- A readable text, or a public row, wants a comment in the state PUBLISHED.
CREATE FUNCTION comments_refuse_unscreened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM comments_screenedcomment
        WHERE xtdcomment_ptr_id = NEW.id AND state = 'published'
    ) THEN
        RAISE EXCEPTION 'Comment % is not published.', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_is_public_when_published
    BEFORE INSERT OR UPDATE OF is_public, comment ON django_comments
    FOR EACH ROW WHEN (NEW.is_public OR NEW.comment <> '')
    EXECUTE FUNCTION comments_refuse_unscreened();

-- And at the commit the two tables agree.
CREATE FUNCTION comments_refuse_disagreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM comments_screenedcomment screened
        JOIN django_comments readable ON readable.id = screened.xtdcomment_ptr_id
        WHERE screened.xtdcomment_ptr_id = NEW.xtdcomment_ptr_id
          AND (readable.is_public <> (screened.state = 'published')
               OR (screened.state <> 'published' AND readable.comment <> ''))
    ) THEN
        RAISE EXCEPTION 'State and visibility of comment % disagree.', NEW.xtdcomment_ptr_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER comment_visibility_follows_state
    AFTER INSERT OR UPDATE OF state ON comments_screenedcomment
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION comments_refuse_disagreement();
"""
BACKWARDS = """
DROP TRIGGER comment_visibility_follows_state ON comments_screenedcomment;
DROP FUNCTION comments_refuse_disagreement();
DROP TRIGGER comment_is_public_when_published ON django_comments;
DROP FUNCTION comments_refuse_unscreened();
DROP TRIGGER moderation_event_is_append_only ON comments_moderationevent;
DROP FUNCTION comments_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_conversations")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
