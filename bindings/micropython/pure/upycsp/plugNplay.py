from purecsp.plugnplay_threads import *
