from history.models.change import Change, ChangeKind
from history.models.revision import RecordRevision, Revision

__all__ = ["Change", "ChangeKind", "RecordRevision", "Revision"]
