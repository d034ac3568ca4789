//! What the service is kept with: delegations and their numbers, designations, accounts, clients, calendars, the
//! jurisdiction's data; and what is neither of a case: notices, draws, announcements.

use super::events;

events! { DELEGATIONS: Delegation {
    "delegation.created" "委托已登记" "Seals and numbers were entrusted"
        { entruster: Department, entrusted: Department, instrument_number: Text, covers: Rows, ranges: Rows }
    "delegation.seal_deposited" "印章图样已存入" "The image of an entrusted seal was deposited" { seal_image_hash: Text }
    "delegation.published" "委托已公布" "A delegation was published" { published_on: Date }
    "delegation.revoked" "委托已撤销" "A delegation was revoked" {}
    "number.voided" "编号已作废" "A number was taken out of stock"
        { number_id: Id, number: Text, item_code: Code, status: Word }
    "numbers.returned" "编号已退回" "Numbers were given back"
        { range_id: Id, item_code: Code, from_serial: Count, to_serial: Count, count: Count }
    "number_range.low" "编号存量不足" "A range runs low"
        { range_id: Id, item_code: Code, available: Count, threshold: Count } [ division: Code ]
}}

events! { DESIGNATIONS: Designation {
    "designation.made" "专人已指定" "A body named its person"
        { department: Department, function: Word, account: Id, valid_from: Date } [ deputy: Id, valid_to: Date ]
}}

events! { ACCOUNTS: Account {
    "account.opened" "账户已开通" "An account was opened" { roles: Words } [ department: Department, county: Code ]
    "account.changed" "账户已变更" "An account was changed" { roles: Words } [ department: Department, county: Code ]
    "account.closed" "账户已注销" "An account was closed" { roles: Words } [ department: Department, county: Code ]
    "account.contact_changed" "联系方式已变更" "Somebody said how to be told of things"
        { email: Flag, language: Word, declined: Words }
    "account.password_changed" "密码已更改" "An account has a new password" {}
    "account.signed_in" "账户已登录" "Somebody signed in" { session: Id }
    "account.signed_out" "账户已退出" "Somebody signed out" { session: Id }
    "account.session_revoked" "会话已终止" "A session was ended" { session: Id }
}}

events! { CLIENTS: Client {
    "client.registered" "系统已登记" "An agency's system was registered" { department: Department, scopes: Words }
    "client.changed" "系统已变更" "An agency's system was changed" { department: Department, scopes: Words }
    "client.closed" "系统已停用" "An agency's system was closed" { department: Department, scopes: Words }
    "client.secret_replaced" "系统密钥已更换" "An agency's system has a new secret" {}
}}

events! { CALENDARS: Calendar {
    "calendar.imported" "节假日日历已导入" "A calendar year was imported"
        { scope: Word, year: Count, revision: Count, hash: Text }
}}

events! { JURISDICTIONS: Jurisdiction {
    "jurisdiction.loaded" "辖区数据已载入" "The jurisdiction's data were loaded" { revision: Count, changes: Rows }
}}

events! { NOTICES: Notice {
    "notice.served" "已一次性告知" "A one-time notice was served" { items: Codes, hash: Text } [ bundle: Code, page_hash: Text ]
}}

events! { DRAWS: Draw {
    "inspection.drawn" "双随机抽查已抽取" "Inspections were drawn at random"
        { department: Department, subjects: Count, officers: Count, algorithm: Text, seed: Text, tasks: Ids }
        [ item: Code, division: Code ]
}}

events! { SUBSCRIPTIONS: Subscription {
    "subscription.created" "订阅已创建" "A department's system subscribed to the log"
        { department: Department, types: Words, status: Word } [ because: Word ]
    "subscription.changed" "订阅已变更" "A subscription was changed"
        { department: Department, types: Words, status: Word } [ because: Word ]
    "subscription.disabled" "订阅已停用" "Kaiye gave a subscription up for now"
        { department: Department, types: Words, status: Word } [ because: Word ]
    "subscription.deleted" "订阅已删除" "A subscription was ended"
        { department: Department, types: Words, status: Word } [ because: Word ]
    "subscription.secret_rotated" "订阅密钥已轮换" "A subscription has a new secret"
        { department: Department, overlap_hours: Count }
    "subscription.pinged" "订阅测试" "A subscription is tested" { department: Department }
    "subscription.replay_started" "事件重新推送已开始" "A part of the log is sent again"
        { department: Department, from_position: Count, to_position: Count }
    "subscription.redelivered" "事件已重新推送" "An event is sent again"
        { department: Department, delivery: Id, event: Id }
}}

events! { ANNOUNCEMENTS: Announcement {
    "announcement.drawn_up" "公告已拟定" "An announcement was drawn up"
        { audience: Word, status: Word } [ publish_at: Instant, expires_at: Instant ]
    "announcement.changed" "公告已变更" "An announcement was changed"
        { audience: Word, status: Word } [ publish_at: Instant, expires_at: Instant ]
    "announcement.withdrawn" "公告已撤回" "An announcement was taken back"
        { audience: Word, status: Word } [ publish_at: Instant, expires_at: Instant ]
}}
