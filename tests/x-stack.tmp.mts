import { startTemporaryStack } from './support/start-test-stack.ts'
import { writeFileSync } from 'node:fs'
const s = await startTemporaryStack({ seed: false, functions: false, durable: false, jobs: false })
writeFileSync('/tmp/audit-stack.json', JSON.stringify(s))
process.on('SIGTERM', async () => { await s.stop(); process.exit(0) })
setInterval(() => {}, 1000)
