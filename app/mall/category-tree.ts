import type { Category } from './api'

/** The categories that have no parent among those the caller sees. */
export function topCategories(all: readonly Category[]): Category[] {
  const known = new Set(all.map((category) => category.id))
  return all.filter((category) => category.parent_id === null || !known.has(category.parent_id))
}

/** The children of a category, in their order. */
export function childrenOf(all: readonly Category[], id: string): Category[] {
  return all.filter((category) => category.parent_id === id)
}

/** The top category that a category belongs to; itself when it is one, null when it is unknown. */
export function topOf(all: readonly Category[], id: string | undefined): Category | null {
  const byId = new Map(all.map((category) => [category.id, category]))
  let category = id === undefined ? undefined : byId.get(id)
  for (let parent = category; parent; parent = parent.parent_id === null ? undefined : byId.get(parent.parent_id)) {
    category = parent
  }
  return category ?? null
}
