import asyncio
from pathlib import Path
from tests.ui.calls.bench import Bench, until
async def test_a():
    async with Bench(call_logs=2450) as bench:
        await bench.loaded()
        bench.page.select_first_with_transcript()
        await until(lambda: bench.page.details.has_transcript)
        await until(lambda: bench.page.charts.strip.isVisible())
        await asyncio.sleep(.8)
        bench.window.grab().save("/tmp/a.png")
        bench.page.charts.save_to(Path("/tmp/c.png"))
        bench.page.charts.save_to(Path("/tmp/c.svg"))
        d=bench.page.exporting.open(); await asyncio.sleep(.1); d.grab().save("/tmp/d.png"); d.start(Path("/tmp/x.csv")); await asyncio.sleep(1); print(bench.desk.messages.last)
        offered=[]; bench.desk.rows_offered.connect(lambda *a: offered.append(a)); bench.page.exporting.again.trigger(); await asyncio.sleep(1); print(len(offered), offered[0][0][:80], len(offered[0][0]))
        bench.page.charts.strip.chosen.emit("hours", "11")
        bench.page.charts.strip.chosen.emit("outcomes", "not_reached")
        await bench.settled()
        await asyncio.sleep(.8)
        bench.window.resize(1100,620)
        await asyncio.sleep(.2)
        bench.window.grab().save("/tmp/b.png")
