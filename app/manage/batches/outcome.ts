import { formatPoints } from '../../core/format/points'
import type { Granted } from '../types'
import type { Revoked } from './types'
import { t } from './words'

const people = (count: number) => t('people', { count })

/** What a grant has just done, to be said on top of the page that shows it. */
export function grantedWords({ members, total_points, budget_left }: Granted) {
  const left = t('granted.left', { amount: formatPoints(budget_left) })
  return {
    title: t('granted'),
    text: t('granted.text', { people: people(members), amount: formatPoints(total_points), left }),
  }
}

/** What a revocation has just done; the server keeps figures about fewer than five people to itself. */
export function revokedWords({ members, returned_points, debt_points }: Revoked) {
  return { title: t('revoke.done', { people: people(members) }), text: figureWords(returned_points, debt_points) }
}

function figureWords(returned: number | null, debt: number | null): string {
  if (returned === null || debt === null) return t('revoke.done.hidden')
  if (debt === 0) return t('revoke.done.returned', { returned: formatPoints(returned) })
  return t('revoke.done.figures', { returned: formatPoints(returned), debt: formatPoints(debt) })
}
