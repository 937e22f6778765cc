workspace "Checkout platform" "A shop at 500 requests/s: 45 % browse the catalog, 18 % look at a product, 25 % put something into the cart, 12 % check out (60 orders/s). Every service owns its database. Orders reserves stock at Inventory and charges at Payments, both over gRPC and one after the other, writes the order and publishes OrderPlaced; Fulfilment and Notification each get a copy. Payments asks a third party, which normally takes 90 ms (p50) to 400 ms (p99). Workers are threads that wait for what they call. The gateway has 2 replicas with 100 threads each, Orders 2 with 20, Payments 2 with 8: plenty while the provider is quick, when Payments holds 45 % of its workers and the gateway 7 %. Each replica lets 100 more calls queue. All calls between services have timeouts, and none looks careless: 2 s to Catalog and Cart, 3 s to Payments (25 times the usual answer), 10 s to the provider, 30 s from the gateway to Orders, 1 s to a database. How long a user waits (1 s, at checkout 5 s) is known to nobody behind the gateway. There is no circuit breaker, no bulkhead and no fallback. The lesson shows what that costs. Times are lognormal, as measured services are: work takes 1 to 25 ms at p50, queries 2 to 8 ms. The catalog cache answers 85 % of look-ups. The gateway lets 1000 requests/s in, twice the load." {
  model {
    properties {
      "structurizr.groupSeparator" "/"
    }
    n_clients = person "Clients"
    n_provider = softwareSystem "Payment provider"
    the_system = softwareSystem "Checkout platform" {
      n_gateway = container "API gateway" "" "API gateway"
      n_catalog = container "Catalog" "" "Service"
      n_cart = container "Cart" "" "Service"
      n_orders = container "Orders" "" "Service"
      n_cache = container "Catalog cache" "" "Cache"
      n_cart_db = container "Cart DB" "" "Database"
      n_payments = container "Payments" "" "Service"
      n_inventory = container "Inventory" "" "Service"
      n_orders_db = container "Orders DB" "" "Database"
      n_events = container "OrderPlaced" "" "Queue"
      n_catalog_db = container "Catalog DB" "" "Database"
      n_payments_db = container "Payments DB" "" "Database"
      n_inventory_db = container "Inventory DB" "" "Database"
      n_fulfilment = container "Fulfilment" "" "Service"
      n_notification = container "Notification" "" "Service"
      n_fulfilment_db = container "Fulfilment DB" "" "Database"
      n_notification_db = container "Notification DB" "" "Database"
    }
    n_clients -> n_gateway "calls" "REST over HTTP"
    n_gateway -> n_catalog "calls" "REST over HTTP"
    n_gateway -> n_cart "calls" "REST over HTTP"
    n_gateway -> n_orders "calls" "REST over HTTP"
    n_orders -> n_inventory "calls" "gRPC"
    n_orders -> n_payments "calls" "gRPC"
    n_payments -> n_provider "calls" "REST over HTTP"
    n_orders -> n_events "sends messages" "Event or message"
    n_events -> n_fulfilment "sends messages" "Event or message"
    n_events -> n_notification "sends messages" "Event or message"
    n_catalog -> n_cache "calls" "Cache protocol"
    n_cache -> n_catalog_db "calls" "SQL connection"
    n_cart -> n_cart_db "calls" "SQL connection"
    n_orders -> n_orders_db "calls" "SQL connection"
    n_payments -> n_payments_db "calls" "SQL connection"
    n_inventory -> n_inventory_db "calls" "SQL connection"
    n_fulfilment -> n_fulfilment_db "calls" "SQL connection"
    n_notification -> n_notification_db "calls" "SQL connection"
  }
  views {
    container the_system {
      include *
      autolayout lr
    }
    theme default
  }
}
