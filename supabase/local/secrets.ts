import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateApiKey } from '@supabase/lite'

/** What must be secret and differ from one data folder to the next. */
export interface Secrets {
  publishableKey: string
  secretKey: string
  jwtSecret: string
  dbPassword: string
}

/** Reads the secrets of a data folder, or draws them at random on first use. The file is readable by its owner only. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  mkdirSync(dataDir, { recursive: true })
  const secrets: Secrets = {
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
    jwtSecret: randomBytes(32).toString('hex'),
    dbPassword: randomBytes(18).toString('hex'),
  }
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
