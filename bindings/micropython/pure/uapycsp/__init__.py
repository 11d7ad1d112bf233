from purecsp.tasks import *
