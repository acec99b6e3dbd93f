import { openMall } from '../support/open-mall.ts'

export default openMall('h5')
