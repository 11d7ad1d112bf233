from purecsp.threads import *
