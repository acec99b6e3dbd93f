import { parseArgs } from 'node:util'
import { Progress } from './progress.ts'
import { Disproof, type Proof, type ProofOptions } from './proof.ts'
import { proofs } from './proofs.ts'
import { ProofServer } from './server.ts'

const usage = `npm run proofs [-- name…] [--brief] [--seed N] [--minutes M]
Proofs: ${proofs.map(({ name }) => name).join(', ')}`

const write = (line: string) => process.stdout.write(`${line}\n`)

function readArguments(): { chosen: Proof[]; options: ProofOptions } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { brief: { type: 'boolean' }, seed: { type: 'string' }, minutes: { type: 'string' } },
  })
  const unknown = positionals.filter((name) => !proofs.some((proof) => proof.name === name))
  if (unknown.length > 0) throw new Error(`No proof is called ${unknown.join(', ')}.\n${usage}`)
  const wholeNumber = (name: 'seed' | 'minutes') => {
    const number = Number(values[name])
    if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} takes a whole number.\n${usage}`)
    return number
  }
  return {
    chosen: proofs.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
    options: {
      brief: values.brief ?? false,
      seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed'),
      shrink: true,
      minutes: values.minutes === undefined ? undefined : wholeNumber('minutes'),
    },
  }
}

let server: ProofServer | undefined

async function tryProof(proof: Proof, options: ProofOptions): Promise<boolean> {
  const progress = new Progress(proof.name, options.brief ? 30_000 : 15_000)
  const took = () => `${progress.seconds.toFixed(1).padStart(6)} s`
  try {
    server = await ProofServer.start(proof.durable ?? false)
    const figures = await proof.run({ ...options, server, progress })
    write(`✔ ${took()}  ${proof.name}: ${proof.title}`)
    for (const line of figures) write(`    ${line}`)
    return true
  } catch (error) {
    write(`✖ ${took()}  ${proof.name}: ${proof.title}`)
    const text = error instanceof Disproof ? error.message : error instanceof Error ? error.stack : String(error)
    write((text ?? '').replace(/^/gm, '    '))
    write(`    Again: npm run proofs -- ${proof.name}${options.brief ? ' --brief' : ''} --seed ${options.seed}`)
    return false
  } finally {
    await server?.stop()
    server = undefined
  }
}

async function main(): Promise<void> {
  const { chosen, options } = readArguments()
  write(`Seed ${options.seed}${options.brief ? ', brief sizes' : ''}: ${chosen.map(({ name }) => name).join(', ')}`)
  let passed = 0
  for (const proof of chosen) passed += Number(await tryProof(proof, options))
  write(`\n${passed} passed, ${chosen.length - passed} failed`)
  process.exit(passed === chosen.length ? 0 : 1)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void (server?.stop() ?? Promise.resolve()).finally(() => process.exit(1)))

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
