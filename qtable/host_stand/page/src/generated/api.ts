// Made of /openapi.json by `make generated`; not to be changed by hand.

export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: never;
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SyncBatchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncBatchAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/delta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Delta"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/full": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Full"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SyncHealth"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LiveDocument"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoginBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Token"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["MeBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Done"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["RefreshBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Token"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RegisterBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Token"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Live"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Health"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/host": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/host/static/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "*/*": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Restaurant"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["RestaurantBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Restaurant"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Trail"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/batch-update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["BatchUpdateBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BatchUpdateAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/dashboard-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Dashboard"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateGuestBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UpdateGuestBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Removed"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UpdateGuestBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SeatBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/seat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SeatBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/status/atomic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["StatusBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatusAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/guests/{guest_id}/unseat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UnseatBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Guest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Policies"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["PoliciesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Policies"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateReservationBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/reservations/{reservation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UpdateReservationBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Removed"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UpdateReservationBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/restaurants/{restaurant_id}/reservations/{reservation_id}/arrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ArriveBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/reservations/{reservation_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/reservations/{reservation_id}/no-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/reservations/{reservation_id}/seat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["SeatReservationBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reservation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SectionBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/sections/{section_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SectionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Removed"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SectionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Section"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/restaurants/{restaurant_id}/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateTableBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/tables/{table_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UpdateTableBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Removed"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["UpdateTableBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/restaurants/{restaurant_id}/tables/{table_id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["VersionBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/tables/{table_id}/seat-guest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SeatGuestBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/tables/{table_id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StageBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Table"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/tables/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TablesBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TablesAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Updates"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Colleague"][];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewColleagueBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewColleague"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Colleague"];
                    };
                };
            };
        };
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["ColleagueBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Colleague"];
                    };
                };
            };
        };
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Removed"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transactions/atomic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["AtomicBatchBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AtomicBatchAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Error: {
            /** @constant */
            success: false;
            detail: string;
            error: {
                code: string;
                message: string;
                details: Record<string, never>;
                request_id: string;
            };
        };
        Actor: {
            id: string;
            name: string | null;
        };
        TrailChange: {
            entity_type: string;
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            event: string;
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
        };
        Trail: {
            seq: number;
            timestamp: string;
            kind: string;
            transaction_id: string | null;
            actor: components["schemas"]["Actor"];
            affected: number;
            changes: components["schemas"]["TrailChange"][];
        };
        Result: {
            entity_type: string | null;
            entity_id: string | null;
            status: string;
            data: {
                [key: string]: unknown;
            } | null;
            error: {
                [key: string]: unknown;
            } | null;
        };
        AtomicBatchAnswer: {
            success: boolean;
            transaction_id: string;
            /** Format: date-time */
            processed_at: string;
            results: components["schemas"]["Result"][];
            error: null;
            rolled_back: boolean;
            seq: number;
            cursor: string;
        };
        GuestOperation: {
            base_version?: number | null;
            id?: string | number | null;
            /**
             * @default update
             * @enum {string}
             */
            operation?: "create" | "update" | "delete";
            data?: {
                [key: string]: unknown;
            } | null;
        };
        TableOperation: {
            base_version?: number | null;
            id?: string | number | null;
            /**
             * @default update
             * @enum {string}
             */
            operation?: "create" | "update" | "delete";
            data?: {
                [key: string]: unknown;
            } | null;
        };
        ReservationOperation: {
            base_version?: number | null;
            id?: string | number | null;
            /**
             * @default update
             * @enum {string}
             */
            operation?: "create" | "update" | "delete";
            data?: {
                [key: string]: unknown;
            } | null;
        };
        AtomicBatchBody: {
            transaction_id?: string | number | null;
            /** Format: date-time */
            timestamp?: string | null;
            guests?: components["schemas"]["GuestOperation"][];
            tables?: components["schemas"]["TableOperation"][];
            reservations?: components["schemas"]["ReservationOperation"][];
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        SyncHealth: {
            status: string;
            /** Format: date-time */
            timestamp: string;
        };
        BatchUpdateAnswer: {
            success: boolean;
            updated_guests: number;
            updated_tables: number;
            /** Format: date-time */
            timestamp: string;
            errors: {
                [key: string]: unknown;
            }[];
            seq: number;
            cursor: string;
        };
        FlatGuest: {
            baseVersion?: number | null;
            name?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            partySize?: number;
            phoneNumber?: string | null;
            email?: string | null;
            quotedWait?: number | null;
            /** Format: date-time */
            arrivalTime?: string;
            /** Format: date-time */
            reservationTime?: string | null;
            notes?: string | null;
            specialRequests?: string | null;
            dietaryRestrictions?: string[];
            tags?: string[];
            totalVisits?: number;
            /** @enum {string} */
            status?: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            tableId?: string | number | null;
            /** Format: date-time */
            seatedTime?: string | null;
            /** Format: date-time */
            finishedTime?: string | null;
            /** @default false */
            override?: boolean;
            id: string | number;
        };
        PositionBody: {
            x: number;
            y: number;
        };
        FlatTable: {
            baseVersion?: number | null;
            tableNumber?: string | number;
            number?: number;
            capacity?: number;
            minPartySize?: number;
            maxPartySize?: number;
            position?: components["schemas"]["PositionBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            sectionId?: string | number | null;
            notes?: string | null;
            /** @enum {string} */
            status?: "available" | "occupied" | "reserved" | "needs_cleaning" | "out_of_service";
            currentGuestId?: string | number | null;
            /** @default false */
            override?: boolean;
            id: string | number;
        };
        BatchUpdateBody: {
            guests?: components["schemas"]["FlatGuest"][];
            tables?: components["schemas"]["FlatTable"][];
        };
        Guest: {
            id: string;
            name: string;
            firstName: string | null;
            lastName: string | null;
            partySize: number;
            /** @enum {string} */
            status: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            tableId: string | null;
            phoneNumber: string | null;
            email: string | null;
            readonly waitTime: number;
            quotedWait: number | null;
            /** Format: date-time */
            arrivalTime: string;
            /** Format: date-time */
            reservationTime: string | null;
            /** Format: date-time */
            notifiedTime: string | null;
            /** Format: date-time */
            seatedTime: string | null;
            /** Format: date-time */
            finishedTime: string | null;
            isWalkIn: boolean;
            /** @enum {string} */
            source: "walk_in" | "reservation" | "online";
            notes: string | null;
            specialRequests: string | null;
            dietaryRestrictions: string[];
            tags: string[];
            totalVisits: number;
            reservationId: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            guestName: string;
            table_id: string | null;
            phone: string | null;
            /** Format: date-time */
            checkInTime: string;
            /** Format: date-time */
            finished_time: string | null;
        };
        CreateGuestBody: {
            baseVersion?: number | null;
            name?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            partySize: number;
            phoneNumber?: string | null;
            email?: string | null;
            quotedWait?: number | null;
            /** Format: date-time */
            arrivalTime?: string;
            /** Format: date-time */
            reservationTime?: string | null;
            notes?: string | null;
            specialRequests?: string | null;
            dietaryRestrictions?: string[];
            tags?: string[];
            totalVisits?: number;
            id?: string | number;
            /**
             * @default waiting
             * @enum {string}
             */
            status?: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            /** @enum {string} */
            source?: "walk_in" | "reservation" | "online";
            isWalkIn?: boolean;
            tableId?: string | number | null;
            /** Format: date-time */
            seatedTime?: string | null;
            /** Format: date-time */
            finishedTime?: string | null;
        };
        UpdateGuestBody: {
            baseVersion?: number | null;
            name?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            partySize?: number;
            phoneNumber?: string | null;
            email?: string | null;
            quotedWait?: number | null;
            /** Format: date-time */
            arrivalTime?: string;
            /** Format: date-time */
            reservationTime?: string | null;
            notes?: string | null;
            specialRequests?: string | null;
            dietaryRestrictions?: string[];
            tags?: string[];
            totalVisits?: number;
            /** @enum {string} */
            status?: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            tableId?: string | number | null;
            /** Format: date-time */
            seatedTime?: string | null;
            /** Format: date-time */
            finishedTime?: string | null;
            /** @default false */
            override?: boolean;
        };
        Removed: {
            success: boolean;
            id: string;
        };
        VersionBody: {
            base_version?: number | null;
        };
        SeatBody: {
            base_version?: number | null;
            table_id: string | number;
            /** @default false */
            override?: boolean;
        };
        StatusAnswer: {
            success: boolean;
            transaction_id: string;
            guest_id: string;
            /** @enum {string} */
            old_status: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            /** @enum {string} */
            new_status: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            table_cleared: boolean;
            changes_count: number;
            /** Format: date-time */
            processed_at: string;
            seq: number;
            cursor: string;
        };
        StatusBody: {
            base_version?: number | null;
            /** @enum {string} */
            status?: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            table_id?: string | number | null;
            /** @default false */
            override?: boolean;
        };
        UnseatBody: {
            base_version?: number | null;
            /**
             * @default waiting
             * @enum {string}
             */
            status?: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
        };
        Policies: {
            clean_after_finish: boolean;
            reservation_minutes: number;
        };
        PoliciesBody: {
            base_version?: number | null;
            clean_after_finish?: boolean;
            reservation_minutes?: number;
        };
        Reservation: {
            id: string;
            guestName: string;
            partySize: number;
            /** @enum {string} */
            status: "pending" | "confirmed" | "partially_arrived" | "arrived" | "seated" | "finished" | "cancelled" | "no_show";
            /** Format: date-time */
            reservationTime: string;
            durationMinutes: number;
            /** Format: date-time */
            endTime: string;
            assignedTableId: string | null;
            guestId: string | null;
            contactInfo: string | null;
            phoneNumber: string | null;
            email: string | null;
            notes: string | null;
            tags: string[];
            /** Format: date-time */
            checkInTime: string | null;
            /** Format: date-time */
            seatedTime: string | null;
            /** Format: date-time */
            finishedTime: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            /** Format: date-time */
            startTime: string;
            tableId: string | null;
            phone: string | null;
        };
        CreateReservationBody: {
            baseVersion?: number | null;
            guestName?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            partySize: number;
            /** @enum {string} */
            status?: "pending" | "confirmed" | "partially_arrived" | "arrived" | "seated" | "finished" | "cancelled" | "no_show";
            /** Format: date-time */
            reservationTime?: string;
            /** Format: date */
            date?: string;
            time?: string;
            durationMinutes?: number;
            /** Format: date-time */
            endTime?: string | null;
            assignedTableId?: string | number | null;
            contactInfo?: string | null;
            phoneNumber?: string | null;
            email?: string | null;
            notes?: string | null;
            tags?: string[];
            /** @default false */
            override?: boolean;
            id?: string | number;
        };
        UpdateReservationBody: {
            baseVersion?: number | null;
            guestName?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            partySize?: number;
            /** @enum {string} */
            status?: "pending" | "confirmed" | "partially_arrived" | "arrived" | "seated" | "finished" | "cancelled" | "no_show";
            /** Format: date-time */
            reservationTime?: string;
            /** Format: date */
            date?: string;
            time?: string;
            durationMinutes?: number;
            /** Format: date-time */
            endTime?: string | null;
            assignedTableId?: string | number | null;
            contactInfo?: string | null;
            phoneNumber?: string | null;
            email?: string | null;
            notes?: string | null;
            tags?: string[];
            /** @default false */
            override?: boolean;
        };
        ArriveBody: {
            base_version?: number | null;
            /**
             * @default arrived
             * @enum {string}
             */
            status?: "pending" | "confirmed" | "partially_arrived" | "arrived" | "seated" | "finished" | "cancelled" | "no_show";
        };
        SeatReservationBody: {
            base_version?: number | null;
            table_id?: string | number | null;
            /** @default false */
            override?: boolean;
        };
        Section: {
            id: string;
            name: string;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        SectionBody: {
            base_version?: number | null;
            id?: string | number;
            name: string;
        };
        SyncResult: {
            entity_type: string | null;
            entity_id: string | null;
            status: string;
            data: {
                [key: string]: unknown;
            } | null;
            error: {
                [key: string]: unknown;
            } | null;
            cursor?: string;
            replayed?: boolean;
        };
        SyncBatchAnswer: {
            success: boolean;
            processed_count: number;
            failed_count: number;
            errors: components["schemas"]["SyncResult"][];
            results: components["schemas"]["SyncResult"][];
            /** Format: date-time */
            timestamp: string;
            cursor: string;
        };
        SyncBatchBody: {
            updates: {
                [key: string]: unknown;
            }[];
            /** Format: date-time */
            timestamp?: string | null;
        };
        Change: {
            entity_type: string;
            entity_id: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            /** Format: date-time */
            timestamp: string;
            seq: number;
            version: number;
            data: {
                [key: string]: unknown;
            } | null;
        };
        Delta: {
            /** Format: date-time */
            since_timestamp: string;
            /** Format: date-time */
            current_timestamp: string;
            cursor: string;
            changes: components["schemas"]["Change"][];
            has_more: boolean;
        };
        Table: {
            id: string;
            number: number;
            tableNumber: string;
            capacity: number;
            minPartySize: number;
            maxPartySize: number;
            /** @enum {string} */
            status: "available" | "occupied" | "reserved" | "needs_cleaning" | "out_of_service";
            /** @enum {string|null} */
            stage: "seated" | "ordered" | "mains" | "dessert" | "check" | "paid" | null;
            readonly position: {
                x: number;
                y: number;
            };
            /** @enum {string} */
            shape: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation: number;
            section: string | null;
            sectionId: string | null;
            currentGuestId: string | null;
            notes: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            current_guest_id: string | null;
            guest_id: string | null;
        };
        Restaurant: {
            id: string;
            slug: string;
            name: string;
            timeZone: string;
            businessDayCutoff: number;
            isDemo: boolean;
            policies: components["schemas"]["Policies"];
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        Full: {
            restaurant_id: string;
            /** Format: date-time */
            timestamp: string;
            /** Format: date-time */
            server_time: string;
            cursor: string;
            seq: number;
            guests: components["schemas"]["Guest"][];
            tables: components["schemas"]["Table"][];
            reservations: components["schemas"]["Reservation"][];
            sections: components["schemas"]["Section"][];
            restaurants: components["schemas"]["Restaurant"][];
            total_guests: number;
            total_tables: number;
            total_reservations: number;
            total_sections: number;
            total_restaurants: number;
        };
        CreateTableBody: {
            baseVersion?: number | null;
            tableNumber?: string | number;
            number?: number;
            capacity: number;
            minPartySize?: number;
            maxPartySize?: number;
            position?: components["schemas"]["PositionBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            sectionId?: string | number | null;
            notes?: string | null;
            id?: string | number;
        };
        UpdateTableBody: {
            baseVersion?: number | null;
            tableNumber?: string | number;
            number?: number;
            capacity?: number;
            minPartySize?: number;
            maxPartySize?: number;
            position?: components["schemas"]["PositionBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            sectionId?: string | number | null;
            notes?: string | null;
            /** @enum {string} */
            status?: "available" | "occupied" | "reserved" | "needs_cleaning" | "out_of_service";
            currentGuestId?: string | number | null;
            /** @default false */
            override?: boolean;
        };
        SeatGuestBody: {
            base_version?: number | null;
            guest_id: string | number;
            /** @default false */
            override?: boolean;
        };
        StageBody: {
            base_version?: number | null;
            /** @enum {string} */
            stage: "seated" | "ordered" | "mains" | "dessert" | "check" | "paid";
        };
        TablesAnswer: {
            success: boolean;
            tables: components["schemas"]["Table"][];
        };
        TablesBody: {
            tables: components["schemas"]["CreateTableBody"][];
        };
        Updates: {
            guestUpdates: {
                [key: string]: unknown;
            }[];
            tableUpdates: {
                [key: string]: unknown;
            }[];
            deletedGuests: string[];
            deletedTables: string[];
            timestamp: string;
            cursor: string;
            has_more: boolean;
        };
        Colleague: {
            id: string;
            email: string;
            first_name: string | null;
            last_name: string | null;
            role: string | null;
            active: boolean;
        };
        NewColleague: {
            id: string;
            email: string;
            first_name: string | null;
            last_name: string | null;
            role: string | null;
            active: boolean;
            new_login: boolean;
            password?: string;
        };
        NewColleagueBody: {
            email: string;
            /** @enum {string} */
            role: "admin" | "manager" | "host" | "viewer";
            password?: string;
            first_name?: string | null;
            last_name?: string | null;
        };
        ColleagueBody: {
            /** @enum {string} */
            role?: "admin" | "manager" | "host" | "viewer";
            password?: string;
            first_name?: string | null;
            last_name?: string | null;
        };
        BriefGuest: {
            id: string;
            name: string;
            /** @enum {string} */
            status: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            tableId: string | null;
            partySize: number;
            /** Format: date-time */
            lastUpdated: string;
        };
        BriefTable: {
            id: string;
            tableNumber: string;
            capacity: number;
            readonly position: {
                x: number;
                y: number;
            };
            /** @enum {string} */
            status: "available" | "occupied" | "reserved" | "needs_cleaning" | "out_of_service";
            currentGuestId: string | null;
            /** Format: date-time */
            lastUpdated: string;
        };
        Stats: {
            total_guests: number;
            total_tables: number;
            occupancy_rate: number;
            guests_by_status: {
                [key: string]: number;
            };
            tables_by_status: {
                [key: string]: number;
            };
            average_wait: number | null;
            longest_wait: number;
            waiting_covers: number;
            seated_covers: number;
            covers_today: number;
        };
        Dashboard: {
            guests: components["schemas"]["BriefGuest"][];
            tables: components["schemas"]["BriefTable"][];
            stats: components["schemas"]["Stats"];
            lastUpdated: string;
            isFullSync: boolean;
            cursor: string;
        };
        LiveDocument: {
            asyncapi: string;
            info: {
                [key: string]: unknown;
            };
            defaultContentType: string;
            servers: {
                [key: string]: unknown;
            };
            channels: {
                [key: string]: unknown;
            };
            operations: {
                [key: string]: unknown;
            };
            components: {
                [key: string]: unknown;
            };
        };
        Person: {
            id: string;
            email: string;
            first_name: string | null;
            last_name: string | null;
            role: string | null;
        };
        Token: {
            access_token: string;
            refresh_token: string;
            token_type: string;
            expires_in: number;
            user_id: string;
            restaurant_id: string;
            user: components["schemas"]["Person"];
        };
        LoginBody: {
            email: string;
            password: string;
        };
        Done: {
            success: boolean;
        };
        Membership: {
            id: string;
            name: string;
            role: string;
        };
        Me: {
            id: string;
            email: string;
            first_name: string | null;
            last_name: string | null;
            role: string | null;
            restaurant_id: string;
            restaurant_name: string | null;
            restaurants: components["schemas"]["Membership"][];
        };
        MeBody: {
            first_name?: string | null;
            last_name?: string | null;
        };
        PasswordBody: {
            current_password: string;
            new_password: string;
        };
        RefreshBody: {
            refresh_token?: string;
        };
        RegisterBody: {
            restaurant_name: string;
            email: string;
            password: string;
            first_name?: string | null;
            last_name?: string | null;
        };
        Database: {
            kind: string;
            ok: boolean;
            pool_size: number;
            in_use: number;
        };
        Queue: {
            /** @enum {string} */
            kind: "redis" | "none";
            ok: boolean;
            waiting: number;
        };
        Feed: {
            ok: boolean;
            behind_transactions: number;
            behind_seconds: number;
        };
        Worker: {
            pid: number;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            /** Format: date-time */
            timestamp: string;
            database: components["schemas"]["Database"];
            queue: components["schemas"]["Queue"];
            feed: components["schemas"]["Feed"];
            worker: components["schemas"]["Worker"];
            connections: number;
            writers_waiting: number;
        };
        Live: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            /** Format: date-time */
            timestamp: string;
        };
        Document: {
            openapi: string;
            info: {
                [key: string]: unknown;
            };
            servers: {
                [key: string]: unknown;
            }[];
            tags: {
                [key: string]: unknown;
            }[];
            paths: {
                [key: string]: unknown;
            };
            components: {
                [key: string]: unknown;
            };
        };
        RestaurantBody: {
            base_version?: number | null;
            name?: string;
            slug?: string;
            time_zone?: string;
            business_day_cutoff?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
