import { existsSync } from 'node:fs'
import type pg from 'pg'
import type { FunctionsHost } from './functions-host.ts'
import type { Lite } from './lite.ts'
import { studioAssetsDir } from './studio.ts'

export interface HealthSources {
  db: pg.Pool
  functions: FunctionsHost | null
  /** Active scheduled jobs, null while the scheduler is down; null in place of the question where none is wanted. */
  jobs: (() => number | null) | null
  lite: () => Lite | null
  apiUrl: string
  publishableKey: string
}

export interface HealthReport {
  status: 'ok' | 'failing'
  services: Record<string, unknown>
}

/** Asks each service for a sign of life. */
export async function healthReport({
  db,
  functions,
  jobs,
  lite,
  apiUrl,
  publishableKey,
}: HealthSources): Promise<HealthReport> {
  const ask = (path: string) =>
    attempt(async () => {
      const answer = await lite()?.fetch(
        new Request(`${apiUrl}${path}`, { headers: { apikey: publishableKey } }),
        '127.0.0.1',
      )
      // The root of REST is for the secret key alone: its refusal shows that it works.
      if (!answer || (!answer.ok && answer.status !== 403)) throw new Error(`answers ${answer?.status ?? 'nothing'}`)
    })
  const [database, rest, auth] = await Promise.all([
    attempt(() => db.query('select 1')),
    ask('/rest/v1/'),
    ask('/auth/v1/health'),
  ])
  const services = {
    database,
    rest,
    auth,
    functions: functions ? functions.states() : 'off',
    scheduler: jobs ? schedulerState(jobs()) : 'off',
    storage: 'ok',
    studio: existsSync(studioAssetsDir) ? 'ok' : 'failing: its files are missing; run npm ci',
  }
  const failing = JSON.stringify(services).includes('fail')
  return { status: failing ? 'failing' : 'ok', services }
}

const schedulerState = (jobs: number | null) => (jobs === null ? 'failing' : { state: 'ok', jobs })

async function attempt(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'ok'
  } catch (error) {
    return `failing: ${error instanceof Error ? error.message : String(error)}`
  }
}
