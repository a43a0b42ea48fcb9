from tests.letterbox import letterbox

__all__ = ["letterbox"]
