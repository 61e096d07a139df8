"""The weights of `headline`: for each named feature, what it adds to the log-odds that a unit is the headline.

Fitted, not written: a softmax over each page's candidates and the empty choice (L2), on labelled pages in some thirty
languages and on articles with and without their headline. Cross-validated by site: .78 of the pages right.
"""

from collections.abc import Mapping

from sources.text.page.weights import parsed

HEADLINE: Mapping[str, float] = parsed("""
    +1edge -0.09   +1sign 1.23   +1size:0- -0.92   +1size:0. -0.03   +1size:1- -0.96   +1size:1. -0.22
    +1size:2- 0.14   +1size:2. 0.44   +1size:3- 0.13   +1size:3. 0.57   +1size:4- 0.28   +1size:4. 0.33
    +2edge -0.07   +2sign 0.78   +2size:0- -0.06   +2size:1- -0.04   +2size:1. -0.15   +2size:2- -0.57
    +2size:2. -0.1   +2size:3- 0.59   +2size:3. -0.1   +2size:4- -0.24   +2size:4. 0.41   +4sign 0.14
    +5sign -0.17   +6sign -0.07   -1edge 0.8   -1sign 0.81   -1size:0- 0.36   -1size:0. -0.02   -1size:1- 0.07
    -1size:1. -0.24   -1size:2- -0.27   -1size:2. -0.53   -1size:3. -0.44   -1size:4. -0.05   -2edge 0.18
    -2sign -0.52   -2size:0- 0.57   -2size:0. 0.05   -2size:1- -0.3   -2size:1. -0.04   -2size:2- -0.31
    -2size:2. -0.29   -2size:3- -0.35   -2size:3. 0.11   -3sign -0.57   above:on 0.02   again:after 0.27
    again:before 0.63   away:-1 -0.46   away:0 0.25   away:1 0.8   away:13 -0.6   away:2 1.1   away:21 -0.5
    away:3 1.13   away:34 -0.82   away:5 0.51   away:8 -0.19   away:far -1.55   below:by 1.07   below:on 1.13
    byline -1.12   colon 0.82   crumb 1.78   cue:advert -0.15   cue:bio -0.41   cue:caption -1.29
    cue:comment -0.09   cue:cookie 0.13   cue:legal -0.24   cue:media 0.11   cue:menu -0.24   cue:newsletter -0.12
    cue:related -0.48   cue:share -0.44   cue:time -1.1   dated -0.1   gap:0 0.65   gap:1 -0.9   gap:2 -0.08
    kept:False 0.25   kept:True -0.59   lower -0.59   mark 0.45   name 0.1   none 0.34   open -0.08   prose -0.62
    question 0.97   quoted -0.3   shared:0/0 -0.31   shared:0/1 -0.54   shared:0/2 -1   shared:0/3 -1.56
    shared:1/3 -0.42   shared:2/2 -0.64   shared:2/3 0.56   shared:3/3 1.72   shared:4/1 -0.34   shared:4/2 0.87
    shared:4/3 1.33   size:1- -1.18   size:1. -0.04   size:2- -0.63   size:2. -0.14   size:3- 0.2   size:3. 0.08
    size:4- 1.21   size:4. 0.76   size:5- 0.79   size:5. 0.08   size:6- -0.45   size:6. -0.63   size:7- -0.36
    size:7. -0.05   stop -1.21   titled:0+ 0.93   titled:0- 0.38   titled:1+ 0.6   titled:1- -0.33   titled:2+ 0.1
    titled:2- -0.49   titled:3+ -0.23   titled:3- -1.3   upper 0.62   within:0 -2   within:1 1.16   within:2 0.5
    words:1 -1.11   words:2 -0.39   words:3 -0.15   words:4 0.41   words:5 0.37   words:9 0.53
""")
