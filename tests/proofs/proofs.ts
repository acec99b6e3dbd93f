import { crash } from './crash/crash.ts'
import { plantedFaults } from './faults/faults.ts'
import { idempotency } from './idempotency.ts'
import { ledger } from './ledger/ledger.ts'
import { oversell } from './oversell.ts'
import type { Proof } from './proof.ts'
import { refunds } from './refunds.ts'

/** Every proof, quick ones first. */
export const proofs: Proof[] = [idempotency, oversell, crash, refunds, ledger, plantedFaults]
