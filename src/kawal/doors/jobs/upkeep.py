"""Jobs about jobs: start again what a killed worker left behind, throw away what is long done."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

KEPT_HOURS = 72


@app.periodic(cron="*/5 * * * *")
@app.task(name="kawal.upkeep.retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Nothing else does: a job whose worker got kill -9 stays "doing" for ever."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="30 2 * * *")
@app.task(name="kawal.upkeep.forget_finished", queueing_lock="forget_finished", pass_context=True)
async def forget_finished(context: JobContext, timestamp: int) -> None:
    """Jobs name people by number; what is done need not be remembered for long."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
