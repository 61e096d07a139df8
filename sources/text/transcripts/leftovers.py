"""Sentences that a text generator leaves behind, and the turns of phrase it is fond of."""

import re

# Each says something that only a generator (or a form nobody filled) says of its own text.
LEFTOVERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"\bthis (?:html|markdown|seo|wordpress)[ -](?:formatted|friendly|optimi[sz]ed|ready) (?:interview|"
        r"article|post|blog|piece|content|version|q\s?&\s?a)",
        r"\bthis (?:\w+ ){0,2}(?:interview|article|blog post|post|piece|q\s?&\s?a|content|conversation) (?:is|was|"
        r"has been|is being) (?:\w+ )?"
        r"(?:designed|formatted|optimi[sz]ed|structured|crafted|written|generated|rewritten|created) (?:for|as|by|"
        r"using|in|with|to be)"
        r"(?: \w+){0,3} (?:a )?(?:wordpress|html|seo|markdown|ai|gpt|search engines?|language model)\b",
        r"\bas an? (?:ai|artificial intelligence)(?: (?:text|language))?(?: (?:model|assistant|system))?,? (?:i|"
        r"my|we)\b",
        r"\bas a large language model,? (?:i|my|we)\b",
        r"\bas of my (?:last|latest|most recent) (?:knowledge|training)(?: data)? (?:update|cut-?off)|"
        r"\bmy (?:knowledge|training) cut-?off\b",
        r"^(?:certainly|sure|of course|absolutely)[!,.:]? here(?: is|['’]s| are) (?:a|an|the|your|my|some)\b",
        r"^here(?: is|['’]s) (?:a|an|the|your) (?:rewritten|revised|reworded|rephrased|paraphrased|updated|"
        r"polished|expanded|html|seo|wordpress|unique)"
        r"(?:[ -]\w+){0,3} (?:version|article|interview|post|text|draft|content)\b",
        r"\[(?:insert|placeholder|fill in|(?:your|expert|interviewee|interviewer|publication|company|author|"
        r"organi[sz]ation)(?:['’]s)? "
        r"(?:name|title|company|publication|website|email|city))\b[^\]\n]{0,80}\]",
        r"\{\{\s?[\w .|-]{1,60}\s?\}\}|\{%[^%\n]{1,80}%\}|<%=?[^%\n]{1,80}%>|\$\{[\w.]{1,40}\}",
        r"\b(?:lorem ipsum dolor|todo: (?:add|write|insert))\b",
        r"\bi (?:cannot|can['’]t|am unable to) (?:fulfil|fulfill|complete|assist with) (?:this|that|your) request\b",
        r"\b(?:i hope this (?:interview|article|version|rewrite|draft) (?:meets|helps|fits)|"
        r"let me know if you(?:['’]d| would)? (?:like|want|need) "
        r"(?:me to|any (?:changes|adjustments|modifications|revisions)))\b",
        r"\bword count: ?\d+ words?\b|\bregenerate response\b|\bmeta description: \S",
        r"\bincorporating (?:the )?(?:key|main) themes from the (?:article|text|source)\b",
    )
)
# What a leftover says when it speaks about an interview.
ABOUT_INTERVIEW = re.compile(r"\b(?:interview|conversation(?:al)?|q\s?&\s?a|expert|question)", re.IGNORECASE)

# Phrases that people use too: only a heap of different ones means anything.
STOCK_PHRASES = re.compile(
    r"\b(?:in today['’]s fast-paced(?: world)?|in (?:an|the) ever-(?:changing|evolving)|ever-evolving landscape|"
    r"rich tapestry|delve (?:deeper )?into|"
    r"navigat(?:e|ing) the complexit(?:y|ies)|it is (?:important|worth|crucial) (?:to note|noting) that|"
    r"serves as a testament|a testament to the|"
    r"underscores? the (?:importance|need|significance)|plays? a (?:crucial|pivotal|vital) role|"
    r"multifaceted (?:approach|nature|challenge)|"
    r"foster(?:ing)? a sense of|pave the way for|at the intersection of|unlock(?:ing)? the (?:full )?potential|"
    r"shed(?:s|ding)? light on|"
    r"holistic approach|game[- ]changer|beacon of hope|double-edged sword|only time will tell|remains to be seen|"
    r"as we move forward|"
    r"in conclusion,|in summary,|a pivotal moment|transformative (?:journey|power|potential))",
    re.IGNORECASE,
)
