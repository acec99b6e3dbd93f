import { figure } from './proof.ts'

/** Says now and then how far a long proof is and how long it will take. */
export class Progress {
  readonly startedAt = Date.now()
  #lastLine = Date.now()
  #done = 0
  readonly #name: string
  readonly #everyMs: number

  constructor(name: string, everyMs: number) {
    this.#name = name
    this.#everyMs = everyMs
  }

  get seconds(): number {
    return (Date.now() - this.startedAt) / 1000
  }

  /** Counts `count` more of `total` as done. */
  add(count: number, total: number, unit: string): void {
    this.reach(this.#done + count, total, unit)
  }

  /** Says that `done` of `total` are done. */
  reach(done: number, total: number, unit: string): void {
    this.#done = done
    if (Date.now() - this.#lastLine < this.#everyMs) return
    this.#lastLine = Date.now()
    const perSecond = this.#done / this.seconds
    const minutesLeft = Math.max(0, total - this.#done) / perSecond / 60
    process.stdout.write(
      `  … ${this.#name}: ${figure(this.#done)} of ${figure(total)} ${unit}, ${figure(perSecond)} a second, about ${minutesLeft.toFixed(0)} min left\n`,
    )
  }
}
