/** One step of `npm test`: a command, and what has to be done before it. */
export interface Step {
  name: string
  title: string
  command: string[]
  after?: string[]
}

const bin = (name: string) => `node_modules/.bin/${name}`
const script = (file: string) => [process.execPath, '--import', 'tsx', file]
const build = (platform: string) => ['npm', 'run', '--silent', `build:${platform}`]

const vitest = (...projects: string[]) => [
  bin('vitest'),
  'run',
  ...projects.flatMap((project) => ['--project', project]),
]

const all: Step[] = [
  { name: 'db', title: 'database, API and functions', command: vitest('db') },
  { name: 'proofs', title: 'proofs, in brief', command: [...script('tests/proofs/run.ts'), '--brief'] },
  { name: 'types', title: 'types', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'build-h5', title: 'build for H5', command: build('h5') },
  { name: 'build-mp-weixin', title: 'build for WeChat', command: build('mp-weixin') },
  { name: 'build-app', title: 'build for native apps', command: build('app') },
  {
    name: 'e2e',
    title: 'H5 in a browser',
    command: vitest('e2e'),
  },
  {
    name: 'miniprogram',
    title: 'mini-program, as built',
    command: vitest('miniprogram'),
  },
  {
    name: 'bytes',
    title: 'byte budgets',
    command: script('tests/bytes/check.ts'),
    after: ['build-h5', 'build-mp-weixin'],
  },
  { name: 'db:check', title: 'migrations, types and advisors', command: script('supabase/local/check.ts') },
  { name: 'stack', title: 'embedded stack', command: vitest('stack') },
  { name: 'app', title: 'client', command: vitest('app*') },
  { name: 'unit', title: 'shared code', command: vitest('unit') },
  { name: 'lint', title: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'format', title: 'format', command: ['npm', 'run', '--silent', 'format:check'] },
]

/** The steps to run: all, or those named with what they need. Long ones come first, so that two at a time end together. */
export function stepsFor(names: string[]): Step[] {
  const unknown = names.filter((name) => !all.some((step) => step.name === name))
  if (unknown.length > 0)
    throw new Error(`No step is called ${unknown.join(', ')}. Steps: ${all.map(({ name }) => name).join(', ')}`)
  const wanted = new Set(names.length > 0 ? names : all.map(({ name }) => name))
  for (const { name, after = [] } of all) if (wanted.has(name)) for (const earlier of after) wanted.add(earlier)
  return all.filter(({ name }) => wanted.has(name))
}
