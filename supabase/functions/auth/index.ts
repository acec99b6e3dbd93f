import { handle } from './router.ts'
import { connect } from './supabase-backend.ts'

/**
 * Sign-in ways that GoTrue does not have: `POST /auth/card` (number and PIN) and `POST /auth/activate` (invitation). Callers have
 * no token yet, so `verify_jwt` is off in config.toml; what protects these routes are the limits in the database.
 */
const backend = connect(Deno.env.toObject())
const trustedHops = Number(Deno.env.get('TRUSTED_PROXY_HOPS') ?? 1)
// Anything else would make the function believe what callers claim.
if (!Number.isInteger(trustedHops) || trustedHops < 1)
  throw new Error('TRUSTED_PROXY_HOPS must be a whole number from 1 on')

Deno.serve((request) => handle(request, backend, trustedHops))
