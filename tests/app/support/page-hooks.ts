import { onMounted, onUnmounted } from 'vue'

// Stands in for @dcloudio/uni-app: a mounted component is a page that was just loaded and shown.

type Hook = (query: Record<string, string>) => void

const reached: Hook[] = []
const pulled: Hook[] = []
let query: Record<string, string> = {}

/** The address parameters that the next mounted page gets. */
export function openWith(next: Record<string, string>): void {
  query = next
}

export const onLoad = (hook: Hook) => onMounted(() => hook(query))
export const onShow = (hook: Hook) => onMounted(() => hook(query))
export const onHide = (hook: Hook) => onUnmounted(() => hook(query))
export const onUnload = onHide
export const onLaunch = onLoad
export const onReachBottom = (hook: Hook) => void reached.push(hook)
export const onPullDownRefresh = (hook: Hook) => void pulled.push(hook)

/** Scrolls to the end, as a person would. */
export const reachBottom = () => reached.forEach((hook) => hook(query))

/** Pulls the page down, as a person would. */
export const pullDown = () => pulled.forEach((hook) => hook(query))
