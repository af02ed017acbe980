import asyncio
from tests.ui.calls.bench import Bench, until
async def test_a():
    async with Bench(call_logs=450) as bench:
        r=bench.page.reader
        orig=r._on_changes
        def oc(c):
            print("changes", len(c.added), len(c.changed), c.is_everything); orig(c)
        r._on_changes=oc
        m=bench.page.model
        for name in ("show","follow"):
            def wrap(f=getattr(m,name),name=name):
                def g(*a):
                    print(name,[x if not isinstance(x,dict) else {k:len(v) for k,v in x.items()} for x in a]); f(*a); print(m.rowCount())
                return g
            setattr(m,name,wrap())
        o2=r._follow
        async def f2(v,c):
            print("follow", str(c)[:90], v is r.view); await o2(v,c)
        r._follow=f2
        bench.open(); await asyncio.sleep(2)
        print(await bench.engine.calls.state(), (await r._mirror.view()).count, r.view.count, await r._mirror.values())
        raise SystemExit
