import { readFileSync } from 'node:fs'
import pg from 'pg'
import { generateLedger } from './bench/generated-ledger.ts'
const db = new pg.Client({ connectionString: JSON.parse(readFileSync('/tmp/audit-stack.json','utf8')).adminDbUrl })
await db.connect()
const n = Number(process.argv[2])
await generateLedger(db, { name: process.argv[3], wallets: Math.round(n / 200), transfers: n }, console.log)
await db.query('vacuum analyze'); await db.end()
