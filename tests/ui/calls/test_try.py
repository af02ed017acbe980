import asyncio
from tests.ui.calls.bench import Bench, until
async def test_a():
    async with Bench(call_logs=450) as bench:
        await bench.loaded()
        print(bench.page.model.rowCount(), bench.page.freshness(), bench.page.status_texts())
        bench.page.select_first_with_transcript()
        await until(lambda: bench.page.details.has_transcript)
        bench.page.search.setText("loan")
        await asyncio.sleep(0.3)
        await bench.settled()
        await asyncio.sleep(0.5)
        print(bench.page.model.rowCount())
        bench.window.grab().save("/tmp/a.png")
