import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { seedDir } from './paths.ts'

const demoSignIns = z.array(
  z.object({
    who: z.object({ 'zh-Hans': z.string(), en: z.string() }),
    where: z.string(),
    fields: z.record(z.string(), z.string()),
  }),
)

/** The people and cards of the demo data that somebody may sign in as, as lines for the terminal. */
export function demoSignInLines(): string[] {
  const file = join(seedDir, 'demo-sign-ins.json')
  if (!existsSync(file)) return []
  return demoSignIns.parse(JSON.parse(readFileSync(file, 'utf8'))).map(({ who, where, fields }) => {
    const values = Object.entries(fields).map(([name, value]) => `${name} ${value}`)
    return `${who.en} (${where}): ${values.join(' · ')}`
  })
}
