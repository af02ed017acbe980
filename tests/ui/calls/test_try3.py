import asyncio
from tests.ui.calls.bench import Bench, until
async def test_a():
    async with Bench(call_logs=450) as bench:
        m=bench.page.model
        for name in ("show","follow"):
            def wrap(f=getattr(m,name),name=name):
                def g(*a):
                    print(name,[x if not isinstance(x,dict) else {k:len(v) for k,v in x.items()} for x in a]); f(*a); print(m.rowCount())
                return g
            setattr(m,name,wrap())
        r=bench.page.reader
        o2=r._take_changes
        async def f2():
            print("take", r._pending is None, r.view, r._turn)
            try:
                await o2()
            finally: print("took")
        r._take_changes=f2
        bench.open(); await asyncio.sleep(2)
        print(m.rowCount(), r.view.count, r.here)
