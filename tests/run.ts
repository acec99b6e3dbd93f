import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stepsFor, type Step } from './steps.ts'

interface Outcome {
  step: Step
  passed: number
  failed: number
  seconds: number
  output: string
}

const atATime = 2
/** A step that hangs must not take the whole run with it; the longest takes three minutes on two slow cores. */
const limitMinutes = 12
const resultsDir = join('node_modules', '.cache', 'fudian-tests')
const write = (line = '') => process.stdout.write(`${line}\n`)
const clock = (seconds: number) => `${seconds.toFixed(1).padStart(6)} s`

/** Runs a step; its output is kept and shown only when it fails. */
function run(step: Step): Promise<Outcome> {
  const startedAt = Date.now()
  const report = join(resultsDir, `${step.name.replaceAll(':', '-')}.json`)
  rmSync(report, { force: true })
  const isVitest = step.command[0]?.endsWith('vitest') ?? false
  const [command = '', ...args] = isVitest
    ? [...step.command, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
    : step.command
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', DO_NOT_TRACK: '1' },
    })
    current.add(child)
    const keep = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => (output += error.message))
    const limit = setTimeout(() => {
      output += `\nStopped: it has not ended after ${limitMinutes} minutes.`
      child.kill('SIGKILL')
    }, limitMinutes * 60_000)
    child.on('close', (code) => {
      clearTimeout(limit)
      current.delete(child)
      const counts = isVitest ? countFromReport(report) : countFromLastLine(output)
      const { passed, failed } = counts ?? { passed: code === 0 ? 1 : 0, failed: 0 }
      // A crash outside any test is a failure as well.
      resolve({
        step,
        passed,
        failed: code === 0 ? failed : Math.max(1, failed),
        seconds: (Date.now() - startedAt) / 1000,
        output,
      })
    })
  })
}

function countFromReport(file: string): { passed: number; failed: number } | undefined {
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      string,
      number
    >
    return { passed: passed ?? 0, failed: failed ?? 0 }
  } catch {
    return undefined
  }
}

/** Our own runners end with a line `N passed, N failed`. */
function countFromLastLine(output: string): { passed: number; failed: number } | undefined {
  const [, passed, failed] = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? []
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) }
}

const current = new Set<ReturnType<typeof spawn>>()

async function runAll(steps: Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const waiting = [...steps]
  const running = new Map<string, Promise<void>>()
  const heartbeat = setInterval(() => write(`  … ${[...running.keys()].join(', ')}`), 20_000)
  while (waiting.length > 0 || running.size > 0) {
    const done = new Set(outcomes.map(({ step }) => step.name))
    const next = waiting.findIndex(({ after = [] }) =>
      after.every((name) => done.has(name) || !steps.some((step) => step.name === name)),
    )
    const [step] = running.size < atATime && next >= 0 ? waiting.splice(next, 1) : []
    if (!step) {
      await Promise.race(running.values())
      continue
    }
    running.set(
      step.name,
      run(step).then((outcome) => {
        running.delete(step.name)
        outcomes.push(outcome)
        const { passed, failed, seconds } = outcome
        write(
          `${failed ? '✖' : '✔'} ${clock(seconds)}  ${step.title}: ${passed} passed${failed ? `, ${failed} FAILED` : ''}`,
        )
        if (failed) write(`${outcome.output.trimEnd().replace(/^/gm, '    ')}\n`)
      }),
    )
  }
  clearInterval(heartbeat)
  return outcomes
}

async function main(): Promise<void> {
  const steps = stepsFor(process.argv.slice(2))
  mkdirSync(resultsDir, { recursive: true })
  const startedAt = Date.now()
  write(`${steps.length} steps, ${atATime} at a time: ${steps.map(({ name }) => name).join(', ')}`)
  const outcomes = await runAll(steps)
  const failures = outcomes.filter(({ failed }) => failed > 0)
  const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  write(
    `\n${steps.length - failures.length} of ${steps.length} steps passed in ${((Date.now() - startedAt) / 60_000).toFixed(1)} min.`,
  )
  if (failures.length > 0)
    write(
      `Failed: ${failures.map(({ step }) => step.name).join(', ')}. Again: npm test -- ${failures.map(({ step }) => step.name).join(' ')}`,
    )
  writeFileSync(
    join(resultsDir, 'summary.json'),
    JSON.stringify(
      outcomes.map(({ step, passed, failed, seconds }) => ({ step: step.name, passed, failed, seconds })),
      null,
      2,
    ),
  )
  write(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exit(failures.length > 0 ? 1 : 0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of current) child.kill('SIGTERM')
    process.exit(1)
  })

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
