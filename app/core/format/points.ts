import { pointsName } from '../theme/brand'
import { formatNumber } from './numbers'

/** An amount with the company's own name for points, `1,280 星币`; for sentences, where UiPoints cannot stand. */
export function formatPoints(amount: number): string {
  return `${formatNumber(amount)} ${pointsName.value}`
}
