from purecsp.plugnplay_tasks import *
