"""The weights of `headline`: for each named feature, what it adds to the log-odds that a unit is the headline.

Fitted, not written: a softmax over each page's candidates and the empty choice (L2), on labelled pages in some thirty
languages and on articles with and without their headline. Cross-validated by site: .80 of the pages right.
"""

from collections.abc import Mapping

from sources.text.weights import parsed

HEADLINE: Mapping[str, float] = parsed("""
    +1edge -0.09   +1sign 1.22   +1size:0- -0.89   +1size:0. -0.03   +1size:1- -0.97   +1size:1. -0.23
    +1size:2- 0.12   +1size:2. 0.43   +1size:3- 0.13   +1size:3. 0.54   +1size:4- 0.29   +1size:4. 0.34
    +2edge -0.06   +2sign 0.91   +2size:0- -0.07   +2size:1- -0.05   +2size:1. -0.16   +2size:2- -0.64
    +2size:2. -0.09   +2size:3- 0.6   +2size:3. -0.06   +2size:4- -0.25   +2size:4. 0.43   +3sign 0.02
    +4sign 0.13   +5sign -0.17   +6sign -0.09   -1edge 0.78   -1sign 0.83   -1size:0- 0.35   -1size:0. -0.02
    -1size:1- 0.06   -1size:1. -0.23   -1size:2- -0.28   -1size:2. -0.51   -1size:3- 0.03   -1size:3. -0.48
    -1size:4. -0.06   -2edge 0.18   -2sign -0.5   -2size:0- 0.56   -2size:0. 0.04   -2size:1- -0.32
    -2size:1. -0.04   -2size:2- -0.31   -2size:2. -0.31   -2size:3- -0.33   -2size:3. 0.12   -3sign -0.58
    above:by 0.04   above:on 0.03   again:after 0.27   again:before 0.63   away:-1 -0.46   away:0 0.23
    away:1 0.77   away:13 -0.62   away:2 1.1   away:21 -0.5   away:3 1.1   away:34 -0.8   away:5 0.48
    away:8 -0.15   away:far -1.52   below:by 1.18   below:on 1.15   byline -1.12   colon 0.81   crumb 1.84
    cue:advert -0.16   cue:bio -0.42   cue:caption -1.27   cue:comment -0.09   cue:cookie 0.12   cue:legal -0.25
    cue:media 0.09   cue:menu -0.2   cue:newsletter -0.13   cue:related -0.5   cue:share -0.45   cue:time -1.11
    dated -0.1   gap:0 0.63   gap:1 -0.9   gap:2 -0.09   kept:False 0.24   kept:True -0.6   lower -0.59
    mark 0.44   name 0.13   none 0.36   open -0.09   prose -0.62   question 0.97   quoted -0.3   shared:0/0 -0.31
    shared:0/1 -0.54   shared:0/2 -1.08   shared:0/3 -1.52   shared:1/3 -0.42   shared:2/2 -0.62   shared:2/3 0.55
    shared:3/3 1.69   shared:4/1 -0.32   shared:4/2 0.89   shared:4/3 1.33   size:1- -1.19   size:1. -0.04
    size:2- -0.65   size:2. -0.14   size:3- 0.21   size:3. 0.09   size:4- 1.21   size:4. 0.79   size:5- 0.81
    size:5. 0.09   size:6- -0.47   size:6. -0.64   size:7- -0.36   size:7. -0.06   stop -1.21   titled:0+ 0.95
    titled:0- 0.4   titled:1+ 0.57   titled:1- -0.41   titled:2+ 0.09   titled:2- -0.47   titled:3+ -0.22
    titled:3- -1.28   upper 0.6   within:0 -1.97   within:1 1.09   within:2 0.53   words:1 -1.1   words:2 -0.38
    words:3 -0.21   words:4 0.42   words:5 0.39   words:9 0.53
""")
