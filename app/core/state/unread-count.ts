import { shallowRef } from 'vue'

/** How many messages have not been read; the profile brings it, reading messages lowers it, the shell shows it. */
export const unreadCount = shallowRef(0)
