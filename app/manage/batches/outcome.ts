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
  const known = returned_points !== null && debt_points !== null
  return {
    title: t('revoke.done', { people: people(members) }),
    text: known
      ? t('revoke.done.figures', { returned: formatPoints(returned_points), debt: formatPoints(debt_points) })
      : t('revoke.done.hidden'),
  }
}
