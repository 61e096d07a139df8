"""The weights of `scoring`: for each named feature, what it adds to the log-odds that a unit belongs to the report.

Fitted, not written: logistic regression (L2, C = 0.05) on labelled pages, articles and interviews in some thirty
languages, in two looks, the second on first scores from folds that had not seen the page. Cross-validated by site:
body F1 .93, snippets F1 .87. Refit when a feature changes; a name that is missing here weighs nothing.
"""

from collections.abc import Mapping


def parsed(table: str) -> Mapping[str, float]:
    """A table of names and weights, parted by white space."""
    words = table.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


FIRST: Mapping[str, float] = parsed("""
    +1cue:advert 0.08   +1cue:bio 0.03   +1cue:caption -0.14   +1cue:comment -0.09   +1cue:legal -0.06
    +1cue:media -0.06   +1cue:menu -0.16   +1cue:newsletter -0.09   +1cue:related 0.02   +1cue:share -0.03
    +1cue:time -0.07   +1edge 0.07   +1long->long- -0.08   +1long->middle. 0.03   +1long.>long- -0.3
    +1long.>long. 0.39   +1long.>middle. 0.22   +1long.>short- 0.02   +1long.>short. 0.03   +1middle->long- 0.02
    +1middle->middle- -0.13   +1middle->middle. -0.06   +1middle->short- -0.09   +1middle.>long- 0.02
    +1middle.>long. 0.16   +1middle.>middle. 0.04   +1near:advert 0.03   +1near:caption 0.08
    +1near:comment -0.16   +1near:legal -0.07   +1near:media -0.06   +1near:menu -0.32   +1near:newsletter -0.13
    +1near:related 0.02   +1near:share -0.09   +1near:time -0.26   +1short->long- -0.12   +1short->long. 0.04
    +1short->middle- -0.09   +1short->middle. -0.02   +1short->short- -0.17   +1short.>long. 0.05
    +1short.>middle. -0.02   +1size:0- -0.24   +1size:0. 0.02   +1size:1- -0.22   +1size:1. 0.1   +1size:2- -0.15
    +1size:2. 0.11   +1size:3- -0.06   +1size:3. 0.17   +1size:4. 0.19   +2edge 0.07   +2size:0- -0.24
    +2size:1- 0.03   +2size:2- -0.16   +2size:2. 0.03   +2size:3- 0.06   +2size:3. 0.15   +2size:4- 0.05
    +3edge 0.07   +3size:0- -0.11   +3size:0. 0.04   +3size:1. -0.05   +3size:2- -0.06   +3size:2. 0.13
    +3size:4- 0.02   +3size:4. -0.07   -1cue:advert 0.05   -1cue:bio 0.07   -1cue:caption -0.04
    -1cue:comment -0.07   -1cue:media -0.05   -1cue:menu -0.23   -1cue:newsletter -0.2   -1cue:related -0.16
    -1cue:share -0.09   -1cue:time -0.06   -1edge 0.12   -1long->long- -0.08   -1long.>long- -0.02
    -1long.>long. 0.35   -1long.>middle- -0.12   -1long.>middle. 0.2   -1long.>short- -0.11   -1long.>short. 0.02
    -1middle->long- -0.15   -1middle->long. 0.13   -1middle->middle. 0.04   -1middle->short. 0.02
    -1middle.>long- 0.02   -1middle.>long. 0.07   -1middle.>middle- -0.04   -1middle.>short- -0.02
    -1near:advert -0.02   -1near:bio 0.04   -1near:caption 0.24   -1near:comment -0.07   -1near:media -0.05
    -1near:menu -0.35   -1near:newsletter -0.18   -1near:related -0.29   -1near:time -0.13   -1short->long- -0.2
    -1short->long. 0.07   -1short->middle- -0.13   -1short->middle. -0.02   -1short->short- -0.13
    -1short.>long. -0.02   -1short.>middle. -0.02   -1size:0- -0.21   -1size:0. -0.03   -1size:1- -0.06
    -1size:1. 0.03   -1size:2- -0.11   -1size:3- -0.05   -1size:3. 0.1   -1size:4- -0.02   -1size:4. 0.22
    -2edge 0.12   -2size:0- -0.32   -2size:1- -0.11   -2size:1. 0.04   -2size:2- -0.15   -2size:2. 0.11
    -2size:3. 0.13   -2size:4- 0.04   -2size:4. 0.13   -3edge 0.15   -3size:0- -0.14   -3size:0. 0.02
    -3size:1- -0.09   -3size:1. 0.02   -3size:2- -0.11   -3size:2. -0.03   -3size:3- 0.05   -3size:3. 0.11
    -3size:4. -0.02   again/long -0.26   again/middle -0.12   again/short -0.11   between:1/1 0.11
    between:1/15 0.03   between:1/2 -0.09   between:1/5 -0.1   between:1/8 -0.04   between:1/98 0.11
    between:1/none 0.16   between:15/2 0.02   between:15/98 -0.04   between:15/none -0.14   between:2/1 0.14
    between:2/15 0.04   between:2/2 0.11   between:2/5 0.04   between:2/8 0.06   between:2/98 -0.08
    between:2/none -0.1   between:3/1 -0.03   between:3/15 -0.03   between:3/2 -0.05   between:3/3 -0.03
    between:3/5 0.02   between:3/8 0.02   between:3/none -0.1   between:5/2 0.11   between:5/5 -0.08
    between:5/none -0.09   between:8/1 0.04   between:8/2 0.08   between:8/5 0.04   between:8/98 -0.02
    between:8/none -0.12   between:98/15 -0.02   between:98/2 -0.03   between:98/8 -0.02   between:98/98 -0.11
    between:98/none -0.09   between:none/15 0.02   between:none/3 -0.02   between:none/5 0.05
    between:none/8 0.05   between:none/98 -0.06   between:none/none 0.28   bias -0.12   bullet/middle 0.18
    capitals:0/long 0.35   capitals:0/middle 0.32   capitals:0/short 0.14   capitals:1/long 0.03
    capitals:1/middle -0.14   capitals:1/short -0.08   capitals:2/long -0.16   capitals:2/middle -0.18
    capitals:2/short -0.03   capitals:3/long -0.03   capitals:3/middle -0.06   capitals:3/short -0.1
    colon/long 0.14   colon/middle 0.04   colon/short 0.03   commas:1/long 0.09   commas:1/short 0.03
    commas:2/long 0.22   commas:2/middle 0.15   commas:2/short 0.02   commas:3/long 0.43   commas:3/middle 0.06
    commas:3/short 0.02   cue:advert -0.22   cue:advert/long -0.18   cue:advert/short -0.03   cue:bio -0.15
    cue:bio/long -0.13   cue:bio/short -0.02   cue:caption -0.36   cue:caption/long -0.18
    cue:caption/middle -0.16   cue:caption/short -0.02   cue:comment -0.14   cue:comment/long -0.02
    cue:comment/middle -0.11   cue:comment/short -0.02   cue:cookie -0.04   cue:cookie/middle -0.02
    cue:legal -0.22   cue:legal/long -0.13   cue:legal/middle -0.08   cue:media -0.04   cue:media/long -0.04
    cue:menu -0.04   cue:menu/long 0.12   cue:menu/short -0.15   cue:newsletter -0.34   cue:newsletter/long -0.16
    cue:newsletter/middle -0.14   cue:newsletter/short -0.03   cue:related -0.13   cue:related/long 0.07
    cue:related/middle -0.12   cue:related/short -0.08   cue:share 0.05   cue:share/long 0.14
    cue:share/middle -0.03   cue:share/short -0.06   cue:time 0.04   cue:time/long 0.02   cue:time/middle 0.03
    cue:time/short -0.02   cues:0/long 0.41   cues:0/middle 0.29   cues:0/short 0.13   cues:1/long 0.08
    cues:1/middle -0.14   cues:1/short -0.28   cues:2/long -0.17   cues:2/middle -0.15   cues:2/short -0.08
    cues:3/long -0.04   cues:3/middle -0.06   digits/long 0.09   digits/middle 0.11   digits/short 0.03
    digits:many -0.11   done:0/long 0.33   done:0/middle 0.11   done:0/short -0.09   done:1/long 0.31
    done:1/middle 0.13   done:2/long 0.22   done:2/middle 0.19   done:2/short 0.09   done:3/long -0.02
    done:3/middle 0.09   done:3/short 0.04   done:4/long -0.52   done:4/middle -0.34   done:4/short -0.17
    done:9/long -0.06   done:9/middle -0.24   done:9/short -0.09   echo:0+/long- 0.03   echo:0+/long. 0.11
    echo:0/long- -0.06   echo:0/long. -0.02   echo:0/middle- -0.25   echo:0/short- -0.31   echo:1+/long- -0.09
    echo:1+/long. 0.21   echo:1+/middle- -0.05   echo:1/long- -0.06   echo:1/long. -0.09   echo:1/middle- -0.24
    echo:1/middle. -0.1   echo:1/short- -0.03   echo:2+/long- -0.13   echo:2+/long. 0.34   echo:2+/middle- -0.02
    echo:2+/middle. 0.06   echo:2/long- -0.04   echo:2/long. 0.12   echo:2/middle- -0.14   echo:2/middle. 0.08
    echo:2/short- -0.09   echo:3+/long- -0.06   echo:3+/long. 0.09   echo:3+/middle- 0.17   echo:3+/middle. 0.1
    echo:3/long- 0.03   echo:3/long. 0.03   echo:3/middle- 0.05   echo:3/middle. 0.09   echo:3/short- 0.02
    echo:4+/long- -0.1   echo:4+/long. -0.04   echo:4+/middle- 0.13   echo:4+/short- 0.1   echo:4/long. -0.02
    echo:4/middle- 0.09   echo:4/middle. -0.03   echo:4/short- 0.05   echo:none/short- -0.02   gap:0 -0.39
    gap:1 0.46   gap:2 -0.09   links±3:0/long 0.27   links±3:0/middle 0.1   links±3:0/short 0.05
    links±3:1/long 0.1   links±3:1/middle -0.05   links±3:1/short -0.05   links±3:2/long -0.06
    links±3:2/middle -0.08   links±3:2/short -0.04   links±3:3/long -0.05   links±3:3/middle -0.03
    links±3:3/short -0.05   links±3:4/short -0.14   links±8:0/long 0.31   links±8:0/middle 0.24
    links±8:0/short 0.04   links±8:1/long 0.14   links±8:1/middle -0.09   links±8:1/short 0.03
    links±8:2/middle -0.04   links±8:2/short -0.09   links±8:3/long -0.12   links±8:3/middle -0.14
    links±8:3/short -0.05   links±8:4/long -0.05   links±8:4/middle -0.03   links±8:4/short -0.16   lone -0.16
    lower/long 0.06   lower/middle 0.11   many:0/long 0.22   many:0/middle 0.06   many:1/long 0.15
    many:1/middle 0.15   many:1/short 0.14   many:2/long 0.12   many:2/short -0.02   many:3/long 0.12
    many:3/middle -0.1   many:3/short -0.16   many:4/long -0.34   many:4/middle -0.17   many:4/short -0.21
    mark:arrow -0.18   mark:clock -0.11   mark:copy -0.15   mark:credit -0.17   mark:cut -0.04   mark:hash 0.02
    mark:label -0.07   mark:quote 0.02   mark:web -0.2   mark:year -0.14   page:0/again 0.03   page:0/middle- 0.15
    page:0/middle. 0.07   page:0/once 0.32   page:0/short- 0.1   page:1/long- -0.04   page:1/long. 0.13
    page:1/once 0.17   page:1/short- 0.06   page:2/again -0.06   page:2/long- 0.02   page:2/long. 0.1
    page:2/middle- -0.03   page:2/middle. 0.03   page:2/once 0.17   page:3/again -0.19   page:3/long- -0.04
    page:3/long. 0.02   page:3/middle- -0.16   page:3/middle. 0.05   page:3/once -0.09   page:3/short- -0.14
    page:4/again -0.2   page:4/long- -0.09   page:4/long. 0.03   page:4/middle- -0.08   page:4/middle. 0.06
    page:4/once -0.04   page:4/short- -0.19   page:4/short. 0.02   page:5/again -0.04   page:5/long- -0.28
    page:5/long. 0.15   page:5/middle- -0.11   page:5/middle. 0.05   page:5/once -0.2   page:5/short- -0.06
    page:5/short. 0.02   page:6/again -0.02   page:6/long- -0.05   page:6/long. 0.31   page:6/middle- -0.05
    page:6/middle. -0.05   page:6/once 0.15   page:6/short- -0.04   prose±3:0/long -0.14   prose±3:0/middle -0.09
    prose±3:0/short -0.14   prose±3:1/long 0.15   prose±3:1/middle -0.02   prose±3:1/short -0.08
    prose±3:2/long 0.21   prose±3:2/short -0.05   prose±3:3/long 0.18   prose±3:3/middle 0.04
    prose±3:4/long -0.13   prose±8:0/long -0.1   prose±8:0/middle -0.09   prose±8:0/short -0.14
    prose±8:1/long 0.11   prose±8:1/middle 0.02   prose±8:1/short -0.06   prose±8:2/long 0.16
    prose±8:2/middle 0.05   prose±8:2/short -0.04   prose±8:3/long 0.14   prose±8:3/middle -0.04
    prose±8:4/long -0.05   prose±8:4/middle 0.02   sentences/long 0.04   sentences/middle -0.06   share:0 -0.09
    share:0/0 -0.14   share:0/1 0.03   share:0/2 0.04   share:0/3 -0.02   share:1 -0.07   share:1/2 -0.06
    share:1/3 -0.02   share:2 -0.02   share:2/2 -0.04   share:2/3 0.02   share:3 0.12   share:3/1 -0.06
    share:3/3 0.21   share:4 0.14   share:4/0 -0.05   share:4/2 0.08   share:4/3 0.09   share:dense -0.09
    share:dense/0 -0.02   share:dense/1 -0.02   share:dense/2 -0.04   share:dense/3 -0.02   since:1/long 0.26
    since:1/middle 0.03   since:1/short -0.11   since:15/long -0.09   since:15/middle -0.06   since:15/short -0.03
    since:2/long 0.26   since:2/middle -0.06   since:3/long -0.19   since:5/long -0.12   since:5/middle 0.03
    since:5/short 0.02   since:98/long -0.12   since:98/middle -0.13   since:98/short -0.03   since:none/long 0.28
    since:none/middle 0.12   since:none/short -0.07   size:0 -0.08   size:0- -0.09   size:1 -0.15   size:1- -0.16
    size:2- -0.04   size:2. 0.03   size:3 -0.02   size:3- -0.03   size:4- -0.05   size:4. 0.03   size:5 -0.02
    size:5- -0.21   size:5. 0.19   size:6 -0.3   size:6- -0.28   size:6. -0.03   size:7 0.02   size:7- -0.14
    size:7. 0.16   size:8 0.26   size:8- -0.06   size:8. 0.31   size:9 0.3   size:9. 0.29   until:1/middle 0.2
    until:1/short 0.03   until:15/long 0.09   until:15/middle -0.02   until:15/short -0.03   until:2/long 0.17
    until:2/middle 0.03   until:2/short -0.07   until:3/middle -0.04   until:3/short -0.02   until:5/long -0.02
    until:5/middle -0.05   until:5/short 0.04   until:8/long 0.02   until:8/middle 0.03   until:98/middle -0.1
    until:98/short -0.12   until:none/middle -0.12   until:none/short -0.07   upper/middle -0.02
    upper/short -0.04
""")

SECOND: Mapping[str, float] = parsed("""
    +1cue:advert 0.08   +1cue:bio 0.04   +1cue:caption -0.13   +1cue:comment -0.07   +1cue:legal -0.04
    +1cue:media -0.06   +1cue:menu -0.06   +1cue:newsletter -0.05   +1cue:related 0.06   +1cue:time -0.06
    +1edge 0.09   +1long->long- -0.07   +1long->middle. 0.02   +1long.>long- -0.31   +1long.>long. 0.31
    +1long.>middle- -0.05   +1long.>middle. 0.17   +1long.>short- -0.03   +1long.>short. 0.02
    +1middle->long- 0.05   +1middle->long. -0.02   +1middle->middle- -0.1   +1middle->middle. -0.06
    +1middle->short- -0.06   +1middle.>long. 0.1   +1middle.>middle- -0.02   +1middle.>middle. 0.02
    +1middle.>short- -0.02   +1near:advert 0.03   +1near:caption 0.06   +1near:comment -0.14   +1near:legal -0.05
    +1near:media -0.05   +1near:menu -0.23   +1near:newsletter -0.1   +1near:related 0.07   +1near:share -0.04
    +1near:time -0.26   +1short->long- -0.08   +1short->long. 0.07   +1short->middle- -0.03
    +1short->middle. 0.02   +1short->short- -0.07   +1short.>long. 0.05   +1short.>middle. -0.02   +1size:0- -0.03
    +1size:0. 0.02   +1size:1- -0.15   +1size:1. 0.06   +1size:2- -0.09   +1size:2. 0.06   +1size:3- -0.06
    +1size:3. 0.04   +1size:4. 0.07   +2edge 0.08   +2size:0- -0.07   +2size:1- 0.1   +2size:1. -0.05
    +2size:2- -0.1   +2size:2. -0.02   +2size:3- 0.06   +2size:3. 0.04   +2size:4- 0.03   +2size:4. -0.09
    +3edge 0.07   +3size:0- 0.04   +3size:0. 0.04   +3size:1- 0.02   +3size:1. -0.07   +3size:2- -0.02
    +3size:2. 0.09   +3size:3. -0.08   +3size:4- 0.02   +3size:4. -0.14   -1cue:advert 0.05   -1cue:bio 0.06
    -1cue:caption -0.06   -1cue:comment -0.05   -1cue:media -0.06   -1cue:menu -0.16   -1cue:newsletter -0.17
    -1cue:related -0.13   -1cue:share -0.07   -1cue:time -0.03   -1edge 0.11   -1long->long- -0.07
    -1long.>long- -0.04   -1long.>long. 0.27   -1long.>middle- -0.15   -1long.>middle. 0.14   -1long.>short- -0.14
    -1middle->long- -0.12   -1middle->long. 0.14   -1middle->middle. 0.04   -1middle->short. 0.02
    -1middle.>long- 0.02   -1middle.>long. 0.03   -1middle.>middle- -0.04   -1middle.>short- -0.02
    -1near:advert -0.02   -1near:bio 0.05   -1near:caption 0.21   -1near:comment -0.04   -1near:media -0.04
    -1near:menu -0.25   -1near:newsletter -0.13   -1near:related -0.25   -1near:share 0.02   -1near:time -0.12
    -1short->long- -0.15   -1short->long. 0.09   -1short->middle- -0.07   -1short->short- -0.05
    -1short.>long. -0.02   -1short.>middle. -0.02   -1size:0- -0.04   -1size:0. -0.02   -1size:1- -0.02
    -1size:2- -0.05   -1size:2. -0.03   -1size:3- -0.05   -1size:4- -0.03   -1size:4. 0.11   -2edge 0.07
    -2size:0- -0.16   -2size:1- -0.03   -2size:2- -0.06   -2size:2. 0.08   -2size:3. 0.02   -2size:4- 0.03
    -2size:4. 0.02   -3edge 0.07   -3size:0. 0.02   -3size:1- -0.04   -3size:2- -0.04   -3size:2. -0.03
    -3size:3- 0.05   -3size:3. 0.02   -3size:4- 0.02   -3size:4. -0.11   again/long -0.23   again/middle -0.1
    again/short -0.09   between:1/15 0.02   between:1/2 -0.14   between:1/3 -0.04   between:1/5 -0.11
    between:1/8 -0.04   between:1/98 0.11   between:1/none 0.16   between:15/15 0.02   between:15/2 0.02
    between:15/98 -0.02   between:15/none -0.08   between:2/1 0.06   between:2/15 0.03   between:2/2 0.06
    between:2/5 0.03   between:2/8 0.06   between:2/98 -0.08   between:2/none -0.06   between:3/1 -0.06
    between:3/15 -0.03   between:3/2 -0.09   between:3/5 0.03   between:3/8 0.02   between:3/98 0.02
    between:3/none -0.06   between:5/1 -0.02   between:5/2 0.09   between:5/5 -0.08   between:5/none -0.07
    between:8/1 0.02   between:8/2 0.08   between:8/5 0.04   between:8/none -0.07   between:98/2 -0.03
    between:98/8 -0.02   between:98/98 -0.08   between:98/none 0.02   between:none/15 0.03   between:none/2 -0.03
    between:none/5 0.03   between:none/8 0.04   between:none/none 0.24   bias -0.34   bullet/long -0.03
    bullet/middle 0.17   capitals:0/long 0.28   capitals:0/middle 0.26   capitals:0/short 0.11
    capitals:1/long 0.02   capitals:1/middle -0.14   capitals:1/short -0.07   capitals:2/long -0.13
    capitals:2/middle -0.15   capitals:3/long -0.02   capitals:3/middle -0.03   capitals:3/short -0.07
    colon/long 0.11   colon/middle 0.04   colon/short 0.03   commas:1/long 0.08   commas:1/short 0.03
    commas:2/long 0.18   commas:2/middle 0.13   commas:2/short 0.02   commas:3/long 0.38   commas:3/middle 0.06
    commas:3/short 0.02   core:in0 0.62   core:in0/-1 -0.13   core:in0/-2 -0.02   core:in0/-3 0.02
    core:in0/0 -0.04   core:in0/1 0.07   core:in0/2 0.28   core:in0/3 0.23   core:in0/4 0.22   core:post1 0.07
    core:post1/0 0.06   core:post2/-2 -0.03   core:post2/0 0.03   core:post3 -0.03   core:post3/-1 0.04
    core:post3/-2 -0.02   core:post3/0 -0.04   core:post4 -0.03   core:post4/-1 -0.02   core:post4/-3 -0.02
    core:post4/1 0.02   core:post5 -0.18   core:post5/-2 -0.03   core:post5/-3 -0.03   core:post5/0 -0.04
    core:post5/1 -0.07   core:post6 -0.26   core:post6/-1 -0.1   core:post6/-2 -0.06   core:post6/-3 -0.02
    core:post6/0 -0.05   core:post6/1 -0.02   core:post7 -0.16   core:post7/-1 0.03   core:post7/-2 -0.04
    core:post7/-3 0.02   core:post7/-4 -0.03   core:post7/0 -0.03   core:post7/2 -0.1   core:pre1/-2 -0.02
    core:pre3 0.02   core:pre3/-1 0.04   core:pre3/-2 -0.02   core:pre3/0 -0.02   core:pre4 0.08
    core:pre4/-1 0.06   core:pre4/-2 0.05   core:pre5/-1 -0.03   core:pre6/-4 -0.02   core:pre7 -0.13
    core:pre7/-1 -0.02   core:pre7/-2 -0.04   core:pre7/-3 -0.04   core:pre7/-4 -0.06   core:pre7/0 0.03
    cue:advert -0.2   cue:advert/long -0.16   cue:advert/short -0.04   cue:bio -0.11   cue:bio/long -0.11
    cue:bio/middle 0.02   cue:bio/short -0.02   cue:caption -0.36   cue:caption/long -0.16
    cue:caption/middle -0.17   cue:caption/short -0.03   cue:comment -0.11   cue:comment/middle -0.1
    cue:cookie -0.02   cue:cookie/middle -0.02   cue:legal -0.16   cue:legal/long -0.1   cue:legal/middle -0.06
    cue:media -0.05   cue:media/long -0.04   cue:menu/long 0.11   cue:menu/short -0.13   cue:newsletter -0.29
    cue:newsletter/long -0.14   cue:newsletter/middle -0.12   cue:newsletter/short -0.03   cue:related -0.1
    cue:related/long 0.08   cue:related/middle -0.11   cue:related/short -0.07   cue:share 0.04
    cue:share/long 0.11   cue:share/middle -0.02   cue:share/short -0.05   cue:time 0.02   cue:time/middle 0.05
    cue:time/short -0.02   cues:0/long 0.34   cues:0/middle 0.25   cues:0/short 0.14   cues:1/long 0.05
    cues:1/middle -0.12   cues:1/short -0.25   cues:2/long -0.17   cues:2/middle -0.13   cues:2/short -0.07
    cues:3/long -0.02   cues:3/middle -0.05   digits/long 0.05   digits/middle 0.1   digits/short 0.02
    digits:many -0.12   done:0/-1 -0.02   done:0/-2 -0.16   done:0/0 0.03   done:0/1 0.15   done:0/2 0.09
    done:0/long 0.27   done:0/middle 0.09   done:0/short -0.07   done:1/0 0.05   done:1/1 0.12   done:1/2 0.02
    done:1/long 0.23   done:1/middle 0.06   done:1/short -0.04   done:2/0 0.04   done:2/1 0.13   done:2/2 0.12
    done:2/long 0.13   done:2/middle 0.08   done:2/short 0.04   done:3/-1 0.05   done:3/0 0.06   done:3/1 0.07
    done:3/2 0.08   done:3/long -0.05   done:3/middle 0.02   done:4/-1 0.03   done:4/0 0.08   done:4/1 -0.06
    done:4/long -0.34   done:4/middle -0.19   done:4/short -0.11   done:5/-1 0.04   done:5/0 -0.04   done:5/1 0.07
    done:5/2 0.04   done:6/-1 0.02   done:6/-2 0.02   done:6/1 0.03   done:6/2 -0.05   done:7/-1 -0.06
    done:7/-2 0.09   done:7/0 0.02   done:7/1 -0.04   done:7/2 -0.06   done:8/-1 -0.38   done:8/-2 -0.22
    done:8/0 -0.27   done:8/1 -0.07   done:9/long -0.02   done:9/middle -0.1   echo:0+/long- 0.03
    echo:0+/long. 0.08   echo:0/long- -0.05   echo:0/long. -0.04   echo:0/middle- -0.2   echo:0/short- -0.26
    echo:1+/long- -0.09   echo:1+/long. 0.16   echo:1+/middle- -0.06   echo:1/long- -0.03   echo:1/long. -0.06
    echo:1/middle- -0.18   echo:1/middle. -0.1   echo:1/short- -0.02   echo:2+/long- -0.14   echo:2+/long. 0.28
    echo:2+/middle- -0.04   echo:2+/middle. 0.04   echo:2/long- -0.03   echo:2/long. 0.11   echo:2/middle- -0.13
    echo:2/middle. 0.07   echo:2/short- -0.07   echo:3+/long- -0.05   echo:3+/long. 0.06   echo:3+/middle- 0.15
    echo:3+/middle. 0.08   echo:3/long- 0.04   echo:3/long. 0.04   echo:3/middle- 0.04   echo:3/middle. 0.09
    echo:3/short- 0.02   echo:4+/long- -0.09   echo:4+/long. -0.02   echo:4+/middle- 0.11   echo:4+/short- 0.09
    echo:4/middle- 0.1   echo:4/middle. -0.02   echo:4/short- 0.06   echo:none/short- -0.02   gap:0 -0.27
    gap:1 0.34   gap:2 -0.1   links±3:0/long 0.2   links±3:0/middle 0.02   links±3:0/short 0.03
    links±3:1/long 0.03   links±3:1/middle -0.07   links±3:1/short -0.1   links±3:2/long -0.04
    links±3:2/middle -0.02   links±3:2/short -0.02   links±3:3/long 0.02   links±3:3/middle 0.02
    links±3:4/short -0.08   links±8:0/long 0.18   links±8:0/middle 0.1   links±8:1/long 0.07
    links±8:1/middle -0.11   links±8:1/short -0.04   links±8:2/long 0.03   links±8:2/middle 0.05
    links±8:2/short -0.06   links±8:3/long -0.04   links±8:3/middle -0.07   links±8:4/long -0.04
    links±8:4/short -0.09   lone -0.13   lower/long 0.04   lower/middle 0.1   ma3:0 -0.19   ma3:1 -0.02
    ma3:2 0.04   ma3:3 -0.08   ma3:4 0.06   ma3:5 0.18   ma8:0 -0.16   ma8:1 -0.09   ma8:2 0.08   ma8:4 0.07
    ma8:5 0.08   many:0/long 0.17   many:0/middle 0.05   many:1/long 0.13   many:1/middle 0.12   many:1/short 0.12
    many:2/long 0.1   many:2/short -0.02   many:3/long 0.1   many:3/middle -0.1   many:3/short -0.16
    many:4/long -0.29   many:4/middle -0.11   many:4/short -0.12   mark:arrow -0.15   mark:clock -0.11
    mark:copy -0.12   mark:credit -0.15   mark:cut -0.02   mark:hash 0.02   mark:label -0.06   mark:web -0.15
    mark:year -0.1   mb3:0 -0.23   mb3:3 -0.03   mb3:4 0.08   mb3:5 0.15   mb8:0 -0.16   mb8:1 -0.06   mb8:2 0.09
    mb8:3 -0.03   mb8:4 0.03   mb8:5 0.1   nb:-1/-1 0.05   nb:-1/-2 -0.17   nb:-1/0 0.04   nb:-1/1 -0.04
    nb:-1/x -0.06   nb:-2/-1 -0.06   nb:-2/-2 -0.26   nb:-2/x -0.04   nb:0/-1 -0.11   nb:0/0 0.03   nb:0/1 0.06
    nb:0/2 0.03   nb:1/-1 0.06   nb:1/0 -0.02   nb:1/1 0.16   nb:1/2 0.08   nb:1/x 0.04   nb:2/-1 -0.06
    nb:2/0 0.03   nb:2/1 0.07   nb:2/2 -0.05   nb:2/x 0.07   nb:x/-1 -0.05   nb:x/-2 -0.02   nb:x/1 0.04
    nb:x/2 0.06   nb:x/x 0.07   page:0/again 0.03   page:0/middle- 0.13   page:0/middle. 0.06   page:0/once 0.26
    page:0/short- 0.08   page:1/long- -0.03   page:1/long. 0.11   page:1/once 0.14   page:1/short- 0.07
    page:2/again -0.04   page:2/long- 0.03   page:2/long. 0.07   page:2/middle- -0.02   page:2/middle. 0.03
    page:2/once 0.16   page:3/again -0.16   page:3/long- -0.02   page:3/middle- -0.13   page:3/middle. 0.07
    page:3/once -0.03   page:3/short- -0.11   page:4/again -0.18   page:4/long- -0.07   page:4/middle- -0.08
    page:4/middle. 0.06   page:4/once -0.06   page:4/short- -0.17   page:5/again -0.05   page:5/long- -0.25
    page:5/long. 0.12   page:5/middle- -0.09   page:5/middle. 0.03   page:5/once -0.2   page:5/short- -0.06
    page:6/again -0.03   page:6/long- -0.06   page:6/long. 0.29   page:6/middle- -0.03   page:6/middle. -0.07
    page:6/once 0.12   page:6/short- -0.04   prose±3:0/middle 0.02   prose±3:0/short -0.03   prose±3:1/long 0.07
    prose±3:1/short -0.06   prose±3:2/long 0.1   prose±3:2/middle -0.03   prose±3:2/short -0.06
    prose±3:3/long 0.12   prose±3:3/middle -0.03   prose±3:3/short -0.04   prose±3:4/long -0.08
    prose±8:0/long 0.05   prose±8:0/middle 0.04   prose±8:1/long 0.08   prose±8:1/middle 0.02
    prose±8:1/short -0.04   prose±8:2/middle -0.05   prose±8:2/short -0.1   prose±8:3/long 0.1
    prose±8:3/middle -0.07   prose±8:4/long -0.03   question/long -0.02   sentences/middle -0.05   share:0 -0.08
    share:0/0 -0.11   share:0/1 0.02   share:0/2 0.04   share:0/3 -0.02   share:1 -0.06   share:1/2 -0.05
    share:1/3 -0.02   share:2 -0.02   share:2/2 -0.02   share:2/3 0.02   share:3 0.1   share:3/1 -0.05
    share:3/2 -0.02   share:3/3 0.18   share:4 0.1   share:4/0 -0.04   share:4/1 0.02   share:4/2 0.07
    share:4/3 0.06   share:dense -0.08   share:dense/1 -0.02   share:dense/2 -0.03   since:1/long 0.15
    since:1/middle -0.04   since:1/short -0.14   since:15/long -0.05   since:15/middle -0.02   since:2/long 0.18
    since:2/middle -0.08   since:3/long -0.16   since:5/long -0.11   since:5/middle 0.02   since:8/long 0.04
    since:8/middle 0.02   since:98/long -0.07   since:98/middle -0.05   since:98/short 0.03   since:none/long 0.22
    since:none/middle 0.1   since:none/short -0.04   size:0 -0.06   size:0- -0.07   size:1 -0.11   size:1- -0.12
    size:2- -0.03   size:2. 0.02   size:3 -0.03   size:3- -0.02   size:4- -0.03   size:4. 0.03   size:5 -0.02
    size:5- -0.17   size:5. 0.15   size:6 -0.25   size:6- -0.23   size:7- -0.12   size:7. 0.13   size:8 0.2
    size:8- -0.04   size:8. 0.24   size:9 0.25   size:9. 0.24   until:1/long -0.08   until:1/middle 0.1
    until:1/short -0.03   until:15/long 0.09   until:15/short -0.02   until:2/long 0.07   until:2/short -0.09
    until:3/long 0.02   until:3/middle -0.06   until:3/short -0.03   until:5/long -0.02   until:5/middle -0.06
    until:5/short 0.03   until:8/long 0.04   until:8/middle 0.02   until:98/long 0.04   until:98/middle -0.04
    until:98/short -0.07   until:none/long 0.05   until:none/short 0.02   upper/middle -0.02   upper/short -0.04
    z+1:-1 -0.06   z+1:-2 -0.11   z+1:-3 -0.22   z+1:-4 -0.23   z+1:0 -0.03   z+1:1 0.13   z+1:2 0.17   z+1:3 0.12
    z+1:4 0.12   z+1:x 0.09   z+2:-1 0.03   z+2:-2 -0.09   z+2:-3 -0.08   z+2:-4 -0.25   z+2:0 0.08   z+2:1 0.1
    z+2:2 0.15   z+2:3 0.09   z+2:4 -0.12   z+2:x 0.08   z-1:-1 -0.04   z-1:-2 -0.13   z-1:-3 -0.16   z-1:-4 -0.19
    z-1:0 0.07   z-1:1 -0.05   z-1:2 0.15   z-1:3 0.16   z-1:4 0.06   z-1:x 0.11   z-2:-1 -0.12   z-2:-2 -0.09
    z-2:-3 -0.02   z-2:-4 -0.17   z-2:0 0.13   z-2:1 0.03   z-2:2 0.07   z-2:3 0.08   z-2:x 0.07   z:-1 0.02
    z:-2 -0.07   z:-3 -0.1   z:-4 -0.1   z:-5 -0.12   z:-6 -0.05   z:-7 -0.07   z:-8 -0.12   z:0 -0.05   z:1 -0.06
    z:4 0.09   z:5 0.14   z:6 0.19   z:7 0.18   z:8 0.07
""")
