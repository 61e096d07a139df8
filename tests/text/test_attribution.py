from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import attribution
from sources.text.attribution import DOCUMENT, OUTLET, OWN, STATEMENT
from sources.text.types import Attribution

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
NOBODY = Attribution()


@pytest.mark.parametrize(
    ("sentence", "attributed_to"),
    [
        (
            "Two envoys arrived by boat, according to a statement from the Peruvian navy on Facebook.",
            "Peruvian navy, on Facebook",
        ),
        ("Finance Minister Ana Ruiz said on Monday that the tax had gone.", "Finance Minister Ana Ruiz"),
        ("The mayor told reporters the road was open.", "mayor"),
        ("“The road is open,” said Jane Doe, the mayor.", "Jane Doe"),
        ("Jane Doe, who leads the agency, said the bridge was closed.", "Jane Doe"),
        ("The bridge, built in 1930, was closed, police said.", "police"),
        ("In a statement on Friday, the company said it had cut 300 jobs.", "company"),
        ("At least 12 people died, the Interior Ministry said in a statement.", "Interior Ministry, in a statement"),
        ("According to the UN refugee agency, 2,000 people fled.", "UN refugee agency"),
        ("According to police the man fled.", "police"),
        ("But on Tuesday the governor, Tom Lee, said schools had closed.", "Tom Lee"),
        ("Mayor Jane Doe wrote on Facebook that the road is closed.", "Mayor Jane Doe, on Facebook"),
        ("The attack was confirmed by the Ministry of Defence.", "Ministry of Defence"),
        ("A spokesman for Sky News said the show is off.", "spokesman for Sky News"),
        ("Selon le ministère de l'Intérieur, 12 personnes ont été tuées.", "ministère de l'Intérieur"),
        ("« La route est fermée », a affirmé le maire Jean Petit.", "maire Jean Petit"),
        ("Según la policía, murieron 12 personas.", "policía"),
        ("“No habrá huelga”, dijo el ministro Juan Pérez.", "ministro Juan Pérez"),
        ("Laut Polizei starben zwei Menschen.", "Polizei"),
        ("Der Minister sagte am Montag, die Straße sei gesperrt.", "Minister"),
        ("De acordo com o Ministério da Saúde, houve 12 mortes.", "Ministério da Saúde"),
    ],
)
def test_a_named_speaker_makes_a_statement(sentence: str, attributed_to: str) -> None:
    assert attribution.find(sentence) == Attribution(attributed_to, STATEMENT)


@pytest.mark.parametrize(
    ("sentence", "attributed_to"),
    [
        ("The firm owed $3m, according to court documents seen by Reuters.", "court documents seen by Reuters"),
        ("Court filings show that the firm owed $3m.", "court filings"),
        ("Documents seen by this newspaper show the firm owed $3m.", "documents seen by this newspaper"),
        ("Data from the World Bank shows growth of 3%.", "data from the World Bank"),
        ("A study published in Nature found that bees sleep.", "study published in Nature"),
    ],
)
def test_a_document_is_a_basis_of_its_own(sentence: str, attributed_to: str) -> None:
    found = attribution.find(sentence)
    assert (found.attributed_to.casefold(), found.basis) == (attributed_to.casefold(), DOCUMENT)


@pytest.mark.parametrize(
    ("sentence", "attributed_to"),
    [
        ("The mayor told this newspaper that she had resigned.", "mayor, to this newspaper"),
        ("Our reporter saw two trucks leave.", "our reporter"),
        ("The blast was witnessed by our correspondent.", "our correspondent"),
    ],
)
def test_what_its_own_people_saw_or_heard_is_own_reporting(sentence: str, attributed_to: str) -> None:
    assert attribution.find(sentence) == Attribution(attributed_to, OWN)


@pytest.mark.parametrize(
    ("sentence", "attributed_to"),
    [
        ("Reuters reported that 40 people were killed.", "Reuters"),
        ("Local media reported a blast.", "local media"),
        ("It was reported by the BBC that rain fell.", "BBC"),
        ("State news agency SANA said two soldiers were killed.", "state news agency SANA"),
        ("Two officials told The Associated Press that the deal was off.", "two officials, to The Associated Press"),
    ],
)
def test_what_another_outlet_heard_is_that_outlets(sentence: str, attributed_to: str) -> None:
    assert attribution.find(sentence) == Attribution(attributed_to, OUTLET)


@pytest.mark.parametrize(
    "sentence",
    [
        "The company added 300 jobs.",
        "There were 40 confirmed cases.",
        "The storm claimed 40 lives.",
        "The man is said to have fled.",
        "The alleged attacker was held.",
        "In 2019, he wrote a book.",
        "The slogan read “the minister said no” in red paint.",
        "",
    ],
)
def test_nobody_is_named_where_nobody_speaks(sentence: str) -> None:
    assert attribution.find(sentence) == NOBODY


def test_a_pronoun_makes_a_statement_of_someone_named_elsewhere() -> None:
    assert attribution.find("“We have won,” she said.") == Attribution("", STATEMENT)


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert attribution.find(text).basis in (STATEMENT, DOCUMENT, OWN, OUTLET, NOBODY.basis)


def test_the_seed_s_visit_is_the_presidency_s_word() -> None:
    if not SEEDS.is_dir():
        pytest.skip("no seeds here")
    text = next(SEEDS.glob("000*")).read_text()
    sentence = next(part for part in text.split(". ") if "48-hour" in part)
    assert attribution.find(sentence) == Attribution("Malian presidency, on social media", STATEMENT)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The works cost four million euros, according to Dr. Ada Brook of the water board.", "Dr. Ada Brook"),
        ("Nine people were hurt, according to St. Mary's Hospital.", "St. Mary's Hospital"),
        ("The road was shut, according to A. Brook.", "A. Brook"),
    ],
)
def test_a_full_stop_after_a_title_or_an_initial_ends_no_name(sentence: str, source: str) -> None:
    assert attribution.find(sentence).attributed_to.startswith(source)
