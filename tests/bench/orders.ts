import { settle, type Bench } from './bench.ts'
import { order, posting, simpleUpdate, tpcbLike } from './loads.ts'
import { atLeast, median, type Finding } from './report.ts'

const loads = { 'TPC-B-like': tpcbLike, 'simple-update': simpleUpdate, posting, order }
type Name = keyof typeof loads
const names = Object.keys(loads) as Name[]

/** place_order and a bare posting beside pgbench's own two loads. They take turns, so that a neighbour's noise meets all of them. */
export async function benchOrders({ db, pgbench, options, say }: Bench): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const clients of options.clients) {
    const tps: Record<Name, number[]> = { 'TPC-B-like': [], 'simple-update': [], posting: [], order: [] }
    for (let round = 0; round < options.rounds; round++)
      for (const name of names) {
        await settle(db)
        const figure = await pgbench.tps(loads[name], clients, options.seconds)
        tps[name].push(figure)
        say(`${clients} clients, ${name}: ${figure.toFixed(0)}/s`)
      }
    const rate = (name: Name) => median(tps[name])
    // Of each round by itself: what slowed one load down slowed its neighbour, too.
    const ratio = (of: Name, to: Name) => median(tps[of].map((figure, round) => figure / tps[to][round]!))
    const figures = names.map((name) => `${name} ${rate(name).toFixed(0)}`).join(', ') + ' per second'
    const who = `${clients} client${clients === 1 ? '' : 's'}`
    const toTpcb = ratio('order', 'TPC-B-like')
    findings.push(
      clients === 20
        ? atLeast(`order : TPC-B-like, ${who}`, toTpcb, 0.8, figures)
        : { what: `order : TPC-B-like, ${who}`, figure: toTpcb.toFixed(2), detail: figures },
      { what: `order : simple-update, ${who}`, figure: ratio('order', 'simple-update').toFixed(2), detail: '' },
      { what: `posting : TPC-B-like, ${who}`, figure: ratio('posting', 'TPC-B-like').toFixed(2), detail: '' },
    )
  }
  return findings
}
