from accounts.models.act import Act
from accounts.models.call import IdempotentCall
from accounts.models.due import Due
from accounts.models.identity import Identified
from accounts.models.key import ApiKey
from accounts.models.seal import Seal
from accounts.models.sequence import Sequence
from accounts.models.user import User

__all__ = ["Act", "ApiKey", "Due", "IdempotentCall", "Identified", "Seal", "Sequence", "User"]
