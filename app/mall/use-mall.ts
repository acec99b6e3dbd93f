import { computed, shallowRef } from 'vue'
import { searchProducts, type ProductSort, type ProductSummary } from '../core/catalog/products'
import { useAsync } from '../core/state/use-async'
import { usePagedList } from '../core/state/use-paged-list'
import { loadCategories } from './api'
import { childrenOf, topCategories, topOf } from './category-tree'

/** What the mall shows: the categories, what is looked for, and the products that come of it. */
export function useMall() {
  const text = shallowRef('')
  const category = shallowRef<string>()
  const sort = shallowRef<ProductSort>('recommended')

  const categories = useAsync(loadCategories, { immediate: false })
  const all = computed(() => categories.data ?? [])
  const top = computed(() => topOf(all.value, category.value))
  const tops = computed(() => topCategories(all.value))
  const inner = computed(() => (top.value ? childrenOf(all.value, top.value.id) : []))

  const products = usePagedList<ProductSummary>(
    (cursor) =>
      searchProducts(
        { text: text.value, sort: sort.value, ...(category.value === undefined ? {} : { category: category.value }) },
        cursor,
      ),
    { immediate: false },
  )

  /** Looks for words in everything: a search is not limited to the category that happened to be open. */
  function search(words: string): void {
    text.value = words.trim()
    category.value = undefined
    void products.reload()
  }

  function openCategory(id: string | undefined): void {
    if (id === category.value && !text.value) return
    category.value = id
    text.value = ''
    void products.reload()
  }

  /** Takes every restriction off. */
  function showAll(): void {
    if (text.value || category.value) search('')
  }

  function sortBy(chosen: ProductSort): void {
    if (chosen === sort.value) return
    sort.value = chosen
    void products.reload()
  }

  /** Asks for what isn't there yet; to be called whenever the mall is shown. */
  function start(): void {
    if (categories.state === 'idle' || categories.state === 'failed') void categories.run()
    if (products.state === 'idle') void products.reload()
  }

  /** Asks for everything once more; the first time it shows skeletons. Never throws. */
  async function refresh(): Promise<void> {
    await Promise.all([categories.refresh().catch(() => undefined), products.refresh()])
  }

  return {
    text,
    category,
    sort,
    all,
    top,
    tops,
    inner,
    products,
    search,
    openCategory,
    showAll,
    sortBy,
    refresh,
    start,
  }
}
