import fc from 'fast-check'
import { figure, Disproof, type Proof, type ProofRun } from '../proof.ts'
import { ledgerIsSound } from '../verify.ts'
import { nothingIsLost } from './afterwards.ts'
import { callUntilGone, type Entry } from './clients.ts'
import { openShop, type Shop } from './shop.ts'

const clients = 12

interface Round {
  shop: Shop
  log: Entry[]
  inFlight: number
}

/** One crash: clients call, the server is killed, comes back, and is compared with what the clients were told. */
async function crashOnce(run: ProofRun, number: number, afterMs: number, twice: boolean): Promise<Round> {
  const { server } = run
  const before = await server.connect()
  const shop = await openShop(before)
  await before.end()
  const connections = await Promise.all(Array.from({ length: clients }, () => server.connect()))
  const calls = connections.map((client, place) => callUntilGone(client, shop, (run.seed + number) * clients + place))
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  await server.kill()
  const log = (await Promise.all(calls)).flat()
  const inFlight = log.filter(({ answer, refusal }) => !answer && !refusal).length
  await server.restart()
  if (twice) {
    // Killed again as soon as it is back: nothing but what recovery has written may be relied on.
    await server.kill()
    await server.restart()
  }
  const db = await server.connect()
  try {
    await nothingIsLost(db, shop, log, run.brief ? 10 : 40)
  } finally {
    await db.end()
  }
  return { shop, log, inFlight }
}

export const crash: Proof = {
  name: 'crash',
  title: 'a server that is killed loses nothing that it has acknowledged, and does nothing by halves',
  durable: true,
  async run(run) {
    const kills = run.brief ? 3 : 200
    const deadline = run.minutes === undefined ? Infinity : run.progress.startedAt + run.minutes * 60_000
    const plans = fc.sample(fc.record({ afterMs: fc.integer({ min: 150, max: 1_500 }), twice: fc.nat({ max: 9 }) }), {
      seed: run.seed,
      numRuns: kills,
    })
    let [killed, acknowledged, inFlight] = [0, 0, 0]
    const tenants: string[] = []
    for (const [number, { afterMs, twice }] of plans.entries()) {
      if (killed >= kills || Date.now() > deadline) break
      const round = await crashOnce(run, number, afterMs, twice === 0).catch((error: unknown) => {
        throw new Disproof(
          `Round ${number}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        )
      })
      killed += twice === 0 ? 2 : 1
      acknowledged += round.log.length - round.inFlight
      inFlight += round.inFlight
      tenants.push(round.shop.tenant.id)
      run.progress.add(twice === 0 ? 2 : 1, kills, 'kills')
    }
    const db = await run.server.connect()
    // What one round wrote must have outlived all the crashes after it as well.
    for (const tenantId of tenants) await ledgerIsSound(db, tenantId)
    await db.end()
    return [
      `${killed} times kill -9 of the whole server under ${clients} clients; ${figure(acknowledged)} acknowledged calls, all there; ${figure(inFlight)} in flight, none by halves`,
    ]
  },
}
