import numpy as np
from nnlive import *
from nnlive import diagram
@widget(w=Slider(-5,5,.1,-1),b=Slider(-20,20,.5,10))
def by_hand(w,b):
    return Figure([diagram.network([[[w]]],[["5"],["σ"]],[["x"],["yes"]],numbers=True,height=120)],alt="d",outputs={"z":w*5+b})
