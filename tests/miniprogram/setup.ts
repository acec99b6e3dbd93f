import { openMall } from '../support/open-mall.ts'

export default openMall('mp-weixin')
