import { Cron } from 'croner'
import pg from 'pg'

interface Job {
  jobid: string
  jobname: string | null
  schedule: string
  command: string
}

export interface Scheduler {
  /** How many active jobs there are. */
  jobs(): number
  stop(): Promise<void>
}

/**
 * Runs the jobs of cron.job, as pg_cron would: in UTC, as the role that connects, each at most once at a time. A failing job is
 * booked in cron.job_run_details and logged; the next run comes all the same.
 */
export async function startScheduler(url: string, log: (line: string) => void): Promise<Scheduler> {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'scheduler' })
  pool.on('error', (error) => log(`scheduler: ${error.message}`))
  const scheduled = new Map<string, { job: Job; cron: Cron }>()
  const runs = new Set<Promise<void>>()

  const listener = new pg.Client({ connectionString: url, application_name: 'scheduler' })
  listener.on('error', (error) => log(`scheduler: ${error.message}`))
  listener.on('notification', () => void refresh().catch((error: unknown) => log(`scheduler: ${String(error)}`)))
  await listener.connect()
  await listener.query('listen fudian_cron_job')
  await refresh()

  return {
    jobs: () => scheduled.size,
    async stop() {
      for (const { cron } of scheduled.values()) cron.stop()
      scheduled.clear()
      await listener.end().catch(() => undefined)
      await Promise.allSettled(runs)
      await pool.end()
    },
  }

  async function refresh(): Promise<void> {
    const { rows } = await pool.query<Job>(
      'select jobid, jobname, schedule, command from cron.job where active order by jobid',
    )
    const wanted = new Map(rows.map((job) => [job.jobid, job]))
    for (const [jobid, { job, cron }] of scheduled) {
      const now = wanted.get(jobid)
      if (now?.schedule === job.schedule && now.command === job.command) wanted.delete(jobid)
      else {
        cron.stop()
        scheduled.delete(jobid)
      }
    }
    for (const job of wanted.values()) add(job)
  }

  function add(job: Job): void {
    const seconds = /^(\d+) seconds?$/.exec(job.schedule)?.[1]
    const options = { timezone: 'UTC', protect: true, ...(seconds ? { interval: Number(seconds) } : {}) }
    try {
      // pg_cron writes the last day of a month as $, croner as L.
      const pattern = seconds ? '* * * * * *' : job.schedule.replaceAll('$', 'L')
      const cron = new Cron(pattern, options, () => {
        const finished = run(job)
        runs.add(finished)
        return finished.finally(() => runs.delete(finished))
      })
      scheduled.set(job.jobid, { job, cron })
    } catch (error) {
      log(`scheduler: job ${label(job)} has a schedule that cannot be read (${job.schedule}): ${String(error)}`)
    }
  }

  async function run(job: Job): Promise<void> {
    const startedAt = new Date()
    let status = 'succeeded'
    let message = ''
    try {
      const result = (await pool.query(job.command)) as pg.QueryResult | pg.QueryResult[]
      const last = Array.isArray(result) ? result.at(-1) : result
      message = `${last?.command ?? ''} ${last?.rowCount ?? ''}`.trim()
    } catch (error) {
      status = 'failed'
      message = error instanceof Error ? error.message : String(error)
      log(`scheduler: job ${label(job)} failed: ${message}`)
    }
    await pool
      .query(
        `insert into cron.job_run_details (jobid, database, username, command, status, return_message, start_time, end_time)
         values ($1, current_database(), current_user, $2, $3, $4, $5, clock_timestamp())`,
        [job.jobid, job.command, status, message, startedAt],
      )
      .catch((error: unknown) => log(`scheduler: ${String(error)}`))
  }
}

const label = (job: Job) => job.jobname ?? job.jobid
