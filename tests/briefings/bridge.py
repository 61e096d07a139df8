"""A story of six reports: four outlets carry one agency text, two sent their own reporters. Made up for these tests."""

from sources.models import SourceArticle
from tests import factories

AGENCY = """Bridge of Vessen closed after crack is found

VESSEN (Baltic Wire) - The Aller bridge at Vessen was closed to all cars on Tuesday after a crack of 40 centimetres was found in a pillar, the Vessen Road Office said in a statement.

The bridge carries 18,000 cars a day. Engineers of the Vessen Road Office will look at the pillar until Friday, and buses of the Aller Line go around by Lindau.

The bridge was built in 1931 and mended twice. Mayor Petra Hollan said that the town had no money for a new one.
"""

COURIER = """Cracked pillar shuts the Aller bridge at Vessen

By Jonas Feld, 4 November 2026

The Aller bridge at Vessen was closed to all cars on Tuesday after a crack of 55 centimetres was found in a pillar, our reporter saw at the barrier.

"Nobody drives here before spring," engineer Clara Venn told our reporter at the bridge. The Vessen Road Office had sent her there with two divers.

Mayor Petra Hollan walked across the empty bridge on Wednesday.
"""

TAGEBLATT = """No way across: Vessen loses its bridge for the winter

By Ruth Amsel, 4 November 2026

The Aller bridge at Vessen was closed to all cars on Tuesday because of a crack in a pillar, this newspaper's correspondent in Vessen reports. At seven in the morning 200 cars stood before the barrier, our correspondent counted.

Baker Anton Reis told our correspondent that his bread had come by boat. The Aller Line sends its buses around by Lindau.

Petra Hollan, the mayor, asked the province of Aller for help with the bridge of Vessen.
"""
CLOSED = "The Aller bridge at Vessen was closed to all cars on Tuesday"
OUTLETS = ("Graz Post", "Island Post", "Kurier", "Morning Star")


def six_reports() -> list[SourceArticle]:
    """In the order they come: the agency's text four times, then the two others."""
    copies = [
        factories.article(AGENCY, outlet=name, url=f"https://{n}.example/bridge") for n, name in enumerate(OUTLETS)
    ]
    own = [("Vessen Courier", COURIER), ("Tageblatt", TAGEBLATT)]
    return copies + [factories.article(text, outlet=name, url=f"https://{name[:3]}.example/") for name, text in own]
