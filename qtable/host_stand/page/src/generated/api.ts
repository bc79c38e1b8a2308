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
    "/auth/pin": {
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
                    "application/json": components["schemas"]["OwnPinBody"];
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PinLoginBody"];
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
    "/auth/pin/people": {
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
                        "application/json": components["schemas"]["PinPerson"][];
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
    "/display/{token}": {
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
    "/p/{token}": {
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
    "/p/{token}/here": {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/p/{token}/leave": {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/p/{token}/more-time": {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: never;
        };
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
    "/restaurants/{restaurant_id}/combinations": {
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
                        "application/json": components["schemas"]["Combination"][];
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
                    "application/json": components["schemas"]["CreateCombinationBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Combination"];
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
    "/restaurants/{restaurant_id}/combinations/{combination_id}": {
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
                        "application/json": components["schemas"]["Combination"];
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
                    "application/json": components["schemas"]["CombinationFields"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Combination"];
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
                    "application/json": components["schemas"]["CombinationFields"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Combination"];
                    };
                };
            };
        };
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
    "/restaurants/{restaurant_id}/demo": {
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
                        "application/json": components["schemas"]["Restaurant"];
                    };
                };
            };
        };
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
                        "application/json": components["schemas"]["Restaurant"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/devices": {
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
                        "application/json": components["schemas"]["Device"][];
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
                    "application/json": components["schemas"]["DeviceBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewDevice"];
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
    "/restaurants/{restaurant_id}/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
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
    "/restaurants/{restaurant_id}/display-link": {
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
                        "application/json": components["schemas"]["Link"];
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
            requestBody?: never;
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Link"];
                    };
                };
            };
        };
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
    "/restaurants/{restaurant_id}/floor/draft": {
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
                        "application/json": components["schemas"]["FloorDraft"];
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
                    "application/json": components["schemas"]["FloorDraftBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FloorDraft"];
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
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/floor/draft/publish": {
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
                        "application/json": components["schemas"]["Published"];
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
    "/restaurants/{restaurant_id}/floor/templates": {
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
                        "application/json": components["schemas"]["Template"][];
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
    "/restaurants/{restaurant_id}/guests/{guest_id}/link": {
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
                        "application/json": components["schemas"]["GuestLink"];
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
            requestBody?: {
                content: {
                    "application/json": components["schemas"]["PlaceBody"];
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
            requestBody?: {
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
    "/restaurants/{restaurant_id}/outlook": {
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
                        "application/json": components["schemas"]["Outlook"];
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
    "/restaurants/{restaurant_id}/quotes": {
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
                        "application/json": components["schemas"]["Quotes"];
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
    "/restaurants/{restaurant_id}/reports/service": {
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
                        "application/json": components["schemas"]["ServiceReport"];
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
    "/restaurants/{restaurant_id}/reports/service.csv": {
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
                        "text/csv": string;
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
    "/restaurants/{restaurant_id}/reservations/{reservation_id}/unseat": {
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
    "/restaurants/{restaurant_id}/reservations/availability": {
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
                        "application/json": components["schemas"]["Availability"];
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
    "/restaurants/{restaurant_id}/servers": {
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
                        "application/json": components["schemas"]["Server"][];
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
                    "application/json": components["schemas"]["CreateServerBody"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Server"];
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
    "/restaurants/{restaurant_id}/servers/{server_id}": {
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
                        "application/json": components["schemas"]["Server"];
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
                    "application/json": components["schemas"]["UpdateServerBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Server"];
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
                    "application/json": components["schemas"]["UpdateServerBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Server"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/restaurants/{restaurant_id}/servers/{server_id}/assign": {
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
                    "application/json": components["schemas"]["AssignBody"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assigned"];
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
    "/restaurants/{restaurant_id}/servers/{server_id}/off-duty": {
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
                        "application/json": components["schemas"]["Server"];
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
    "/restaurants/{restaurant_id}/servers/{server_id}/on-duty": {
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
                        "application/json": components["schemas"]["Server"];
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
    "/restaurants/{restaurant_id}/servers/{server_id}/pause": {
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
                        "application/json": components["schemas"]["Server"];
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
    "/restaurants/{restaurant_id}/servers/{server_id}/resume": {
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
                        "application/json": components["schemas"]["Server"];
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
    "/restaurants/{restaurant_id}/servers/rotation": {
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
                        "application/json": components["schemas"]["Rotation"];
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
    "/restaurants/{restaurant_id}/suggestions": {
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
                        "application/json": components["schemas"]["Suggestions"];
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
    "/restaurants/{restaurant_id}/users/{user_id}/pin": {
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
                    "application/json": components["schemas"]["PinBody"];
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
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/restaurants/{restaurant_id}/waitlist-link": {
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
                        "application/json": components["schemas"]["Link"];
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
    "/setup": {
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
                        "application/json": components["schemas"]["Setup"];
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
                    "application/json": components["schemas"]["SetupBody"];
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
    "/w/{slug}": {
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
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/x-www-form-urlencoded": {
                        [key: string]: string;
                    };
                };
            };
            responses: never;
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
        About: {
            entity_type: string;
            entity_id: string;
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
            about: components["schemas"]["About"][];
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
            combinationId?: string | number | null;
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
        SizeBody: {
            width: number;
            height: number;
        };
        FlatTable: {
            baseVersion?: number | null;
            tableNumber?: string | number;
            number?: number;
            capacity?: number;
            minPartySize?: number;
            maxPartySize?: number;
            position?: components["schemas"]["PositionBody"];
            size?: components["schemas"]["SizeBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            sectionId?: string | number | null;
            serverId?: string | number | null;
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
        Combination: {
            id: string;
            name: string;
            tableIds: string[];
            minPartySize: number;
            maxPartySize: number;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        CreateCombinationBody: {
            baseVersion?: number | null;
            name?: string | null;
            tableIds: (string | number)[];
            minPartySize?: number;
            maxPartySize?: number;
            id?: string | number;
        };
        CombinationFields: {
            baseVersion?: number | null;
            name?: string | null;
            tableIds?: (string | number)[];
            minPartySize?: number;
            maxPartySize?: number;
        };
        Removed: {
            success: boolean;
            id: string;
        };
        VersionBody: {
            base_version?: number | null;
        };
        Policies: {
            clean_after_finish: boolean;
            minutes_per_party: number[];
            reservation_minutes: number;
            online_waitlist: boolean;
            online_party_max: number;
            hold_minutes: number;
            /** @enum {string} */
            display_names: "code" | "initials" | "first_name";
            size_classes: number[];
            hours: {
                monday?: {
                    open: string;
                    close: string;
                }[];
                tuesday?: {
                    open: string;
                    close: string;
                }[];
                wednesday?: {
                    open: string;
                    close: string;
                }[];
                thursday?: {
                    open: string;
                    close: string;
                }[];
                friday?: {
                    open: string;
                    close: string;
                }[];
                saturday?: {
                    open: string;
                    close: string;
                }[];
                sunday?: {
                    open: string;
                    close: string;
                }[];
            } | null;
            stages: ("seated" | "ordered" | "mains" | "dessert" | "check" | "paid")[];
            /** @enum {string|null} */
            language: "en" | "es" | null;
            rotation_minutes: number;
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
        Device: {
            id: string;
            name: string;
            paired_by: string;
            /** Format: date-time */
            created_at: string;
        };
        NewDevice: {
            id: string;
            name: string;
            paired_by: string;
            /** Format: date-time */
            created_at: string;
            token: string;
        };
        DeviceBody: {
            name: string;
        };
        Link: {
            url: string;
            svg: string;
        };
        Saver: {
            id: string;
            name: string | null;
        };
        Clash: {
            entity_type: string;
            entity_id: string;
            name: string;
            /** @enum {string} */
            action: "create" | "update" | "delete";
            fields: string[];
        };
        DraftSection: {
            id: string;
            name: string;
        };
        DraftTable: {
            id: string;
            number: number;
            tableNumber: string;
            capacity: number;
            minPartySize: number;
            maxPartySize: number;
            position: {
                x: number;
                y: number;
            };
            size: {
                width: number;
                height: number;
            };
            /** @enum {string} */
            shape: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation: number;
            section: string | null;
        };
        DraftCombination: {
            id: string;
            name: string;
            tableIds: string[];
            minPartySize: number;
            maxPartySize: number;
        };
        FloorDraft: {
            stored: boolean;
            version: number;
            /** Format: date-time */
            savedAt: string | null;
            savedBy: components["schemas"]["Saver"] | null;
            base: string;
            conflicts: components["schemas"]["Clash"][];
            sections: components["schemas"]["DraftSection"][];
            tables: components["schemas"]["DraftTable"][];
            combinations: components["schemas"]["DraftCombination"][];
        };
        DraftSectionBody: {
            id?: string | number;
            name: string;
        };
        DraftTableBody: {
            tableNumber?: string | number;
            number?: number;
            capacity: number;
            minPartySize?: number;
            maxPartySize?: number;
            position?: components["schemas"]["PositionBody"];
            size?: components["schemas"]["SizeBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            serverId?: string | number | null;
            id?: string | number;
            section?: string | null;
        };
        DraftCombinationBody: {
            name?: string | null;
            tableIds: (string | number)[];
            minPartySize?: number;
            maxPartySize?: number;
            id?: string | number;
        };
        FloorDraftBody: {
            baseVersion?: number | null;
            base?: string | null;
            sections?: components["schemas"]["DraftSectionBody"][];
            tables: components["schemas"]["DraftTableBody"][];
            combinations?: components["schemas"]["DraftCombinationBody"][];
        };
        Published: {
            success: boolean;
            created: number;
            updated: number;
            deleted: number;
            seq: number;
            cursor: string;
        };
        TemplateTable: {
            tableNumber: string;
            capacity: number;
            /** @enum {string} */
            shape: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            section: string;
            position: {
                x: number;
                y: number;
            };
        };
        Template: {
            name: string;
            tables: components["schemas"]["TemplateTable"][];
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
            heldUntil: string | null;
            /** Format: date-time */
            seatedTime: string | null;
            /** Format: date-time */
            finishedTime: string | null;
            /** Format: date-time */
            readyTime: string | null;
            serverId: string | null;
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
            combinationId?: string | number | null;
            /** Format: date-time */
            seatedTime?: string | null;
            /** Format: date-time */
            finishedTime?: string | null;
            /** @default false */
            override?: boolean;
        };
        GuestLink: {
            url: string;
            svg: string;
            shown_as: string;
            /** Format: date-time */
            expires_at: string;
        };
        PlaceBody: {
            base_version?: number | null;
            table_id?: string | number | null;
            combination_id?: string | number | null;
            /** @default false */
            override?: boolean;
        };
        SeatBody: {
            base_version?: number | null;
            table_id?: string | number | null;
            combination_id?: string | number | null;
            /** @default false */
            override?: boolean;
            /** @default false */
            as_it_was?: boolean;
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
            combination_id?: string | number | null;
            /** @default false */
            override?: boolean;
            /** @default false */
            as_it_was?: boolean;
        };
        UnseatBody: {
            base_version?: number | null;
            /** @enum {string} */
            status?: "waiting" | "arrived" | "running_late" | "seated" | "finished" | "cancelled" | "no_show";
            /** @default false */
            still_called?: boolean;
        };
        Suggestion: {
            table_id: string;
            combination_id: string | null;
            table_ids: string[];
            label: string;
            seats: number;
            spare_seats: number;
            smallest: boolean;
            booked: boolean;
            held_for: string | null;
            /** Format: date-time */
            free_until: string | null;
            section: string | null;
        };
        Quote: {
            minutes: number;
            low: number;
            high: number;
            ahead: number;
            /** @enum {string} */
            basis: "log" | "configured";
            observations: number;
        };
        ClassOutlook: {
            size_class: number;
            smallest: number;
            largest: number | null;
            waiting: number;
            /** Format: date-time */
            next_free: string | null;
            next_free_minutes: number | null;
            suggestion: components["schemas"]["Suggestion"] | null;
            quote: components["schemas"]["Quote"];
            usual_turn: number;
            long_turn: number;
        };
        Waiting: {
            guest_id: string;
            size_class: number;
            ahead: number | null;
            quote: components["schemas"]["Quote"] | null;
            suggestion: components["schemas"]["Suggestion"] | null;
        };
        Seated: {
            guest_id: string;
            table_id: string;
            size_class: number;
            elapsed: number;
            remaining: number;
            /** Format: date-time */
            free_at: string;
            long_turn: number;
        };
        Outlook: {
            /** Format: date-time */
            timestamp: string;
            size_classes: components["schemas"]["ClassOutlook"][];
            waiting: components["schemas"]["Waiting"][];
            seated: components["schemas"]["Seated"][];
        };
        PoliciesBody: {
            base_version?: number | null;
            clean_after_finish?: boolean;
            minutes_per_party?: number[];
            reservation_minutes?: number;
            online_waitlist?: boolean;
            online_party_max?: number;
            hold_minutes?: number;
            /** @enum {string} */
            display_names?: "code" | "initials" | "first_name";
            size_classes?: number[];
            hours?: {
                monday?: {
                    open: string;
                    close: string;
                }[];
                tuesday?: {
                    open: string;
                    close: string;
                }[];
                wednesday?: {
                    open: string;
                    close: string;
                }[];
                thursday?: {
                    open: string;
                    close: string;
                }[];
                friday?: {
                    open: string;
                    close: string;
                }[];
                saturday?: {
                    open: string;
                    close: string;
                }[];
                sunday?: {
                    open: string;
                    close: string;
                }[];
            } | null;
            stages?: ("seated" | "ordered" | "mains" | "dessert" | "check" | "paid")[];
            /** @enum {string|null} */
            language?: "en" | "es" | null;
            rotation_minutes?: number;
        };
        ClassRule: {
            size_class: number;
            smallest: number;
            largest: number | null;
            pace: number;
            /** @enum {string} */
            pace_basis: "log" | "configured";
            readonly pace_observations: number;
            usual_turn: number;
            long_turn: number;
            /** @enum {string} */
            turn_basis: "log" | "configured";
            readonly turn_observations: number;
        };
        Accuracy: {
            counted: number;
            within_range: number;
            median_error: number | null;
        };
        Outcome: {
            guest_id: string;
            name: string;
            party_size: number;
            /** Format: date-time */
            arrival_time: string;
            ahead: number;
            expected: number;
            low: number;
            high: number;
            quoted: number | null;
            waited: number;
            difference: number | null;
        };
        Quotes: {
            enough: number;
            size_classes: components["schemas"]["ClassRule"][];
            accuracy: components["schemas"]["Accuracy"];
            last: components["schemas"]["Outcome"][];
        };
        Spread: {
            count: number;
            median: number | null;
            p90: number | null;
        };
        QuotesKept: {
            count: number;
            kept: number;
            kept_share: number | null;
            median_error: number | null;
        };
        SourceNumbers: {
            /** @enum {string} */
            source: "walk_in" | "reservation" | "online";
            parties: number;
            covers: number;
            share: number | null;
        };
        Booked: {
            parties: number;
            covers: number;
            cancelled: number;
            no_shows: number;
            no_show_share: number | null;
        };
        Hour: {
            hour: number;
            parties: number;
            covers: number;
        };
        Total: {
            parties: number;
            seated: number;
            covers: number;
            cancelled: number;
            no_shows: number;
            turns_per_table: number | null;
            waits: components["schemas"]["Spread"];
            quotes: components["schemas"]["QuotesKept"];
            sources: components["schemas"]["SourceNumbers"][];
            bookings: components["schemas"]["Booked"];
            hours: components["schemas"]["Hour"][];
        };
        Day: {
            parties: number;
            seated: number;
            covers: number;
            cancelled: number;
            no_shows: number;
            turns_per_table: number | null;
            waits: components["schemas"]["Spread"];
            quotes: components["schemas"]["QuotesKept"];
            sources: components["schemas"]["SourceNumbers"][];
            bookings: components["schemas"]["Booked"];
            hours: components["schemas"]["Hour"][];
            /** Format: date */
            date: string;
        };
        Size: {
            size: string;
            parties: number;
            covers: number;
            waits: components["schemas"]["Spread"];
            dining: components["schemas"]["Spread"];
            turns: components["schemas"]["Spread"];
        };
        Served: {
            server_id: string | null;
            name: string | null;
            parties: number;
            covers: number;
            dining: components["schemas"]["Spread"];
        };
        ServiceReport: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            time_zone: string;
            tables: number;
            total: components["schemas"]["Total"];
            days: components["schemas"]["Day"][];
            sizes: components["schemas"]["Size"][];
            servers: components["schemas"]["Served"][];
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
            combinationId: string | null;
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
            combinationId?: string | number | null;
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
            combinationId?: string | number | null;
            contactInfo?: string | null;
            phoneNumber?: string | null;
            email?: string | null;
            notes?: string | null;
            tags?: string[];
            /** @default false */
            override?: boolean;
            /** @default false */
            asItWas?: boolean;
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
            combination_id?: string | number | null;
            /** @default false */
            override?: boolean;
        };
        RefusedTable: {
            table_id: string;
            /** @enum {string} */
            reason: "too_small" | "closed" | "booked" | "seated";
            reservation: components["schemas"]["Reservation"] | null;
            /** Format: date-time */
            seated_until: string | null;
        };
        RefusedCombination: {
            combination_id: string;
            /** @enum {string} */
            reason: "too_small" | "too_large" | "closed" | "booked" | "seated";
            table_id: string | null;
            reservation: components["schemas"]["Reservation"] | null;
            /** Format: date-time */
            seated_until: string | null;
        };
        Alternative: {
            /** Format: date-time */
            reservation_time: string;
            table_id: string;
            combination_id: string | null;
        };
        Availability: {
            /** Format: date-time */
            reservation_time: string;
            /** Format: date-time */
            end_time: string;
            tables: string[];
            combinations: string[];
            refused: components["schemas"]["RefusedTable"][];
            refused_combinations: components["schemas"]["RefusedCombination"][];
            alternatives: components["schemas"]["Alternative"][];
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
        Server: {
            id: string;
            name: string;
            initials: string;
            /** @enum {string} */
            colour: "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "indigo" | "purple" | "pink" | "brown";
            userId: string | null;
            onDuty: boolean;
            paused: boolean;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
        };
        CreateServerBody: {
            baseVersion?: number | null;
            name: string;
            initials?: string | null;
            /** @enum {string} */
            colour?: "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "indigo" | "purple" | "pink" | "brown";
            userId?: string | number | null;
            id?: string | number;
            onDuty?: boolean;
        };
        UpdateServerBody: {
            baseVersion?: number | null;
            name?: string;
            initials?: string;
            /** @enum {string} */
            colour?: "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "indigo" | "purple" | "pink" | "brown";
            userId?: string | number | null;
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
            readonly size: {
                width: number;
                height: number;
            };
            /** @enum {string} */
            shape: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation: number;
            section: string | null;
            sectionId: string | null;
            serverId: string | null;
            currentGuestId: string | null;
            combinationId: string | null;
            joinedTo: string | null;
            notes: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastUpdated: string;
            current_guest_id: string | null;
            guest_id: string | null;
        };
        Assigned: {
            success: boolean;
            server: components["schemas"]["Server"];
            tables: components["schemas"]["Table"][];
        };
        AssignBody: {
            base_version?: number | null;
            section_ids?: (string | number)[];
            table_ids?: (string | number)[];
        };
        Load: {
            server_id: string;
            name: string;
            initials: string;
            /** @enum {string} */
            colour: "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "indigo" | "purple" | "pink" | "brown";
            paused: boolean;
            tables: number;
            free_tables: number;
            covers: number;
            recent_covers: number;
            minutes_since_seated: number | null;
            turn: number | null;
        };
        Rotation: {
            /** Format: date-time */
            server_time: string;
            rotation_minutes: number;
            next: string | null;
            servers: components["schemas"]["Load"][];
        };
        Refusal: {
            table_id: string;
            label: string;
            obstacles: ("too_small" | "too_large" | "occupied" | "dirty" | "blocked" | "reserved" | "booked")[];
            /** Format: date-time */
            booked_from: string | null;
        };
        Suggestions: {
            party_size: number;
            guest_id: string | null;
            suggestions: components["schemas"]["Suggestion"][];
            refusals: components["schemas"]["Refusal"][];
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
            combinations: components["schemas"]["Combination"][];
            servers: components["schemas"]["Server"][];
            restaurants: components["schemas"]["Restaurant"][];
            total_guests: number;
            total_tables: number;
            total_reservations: number;
            total_sections: number;
            total_combinations: number;
            total_servers: number;
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
            size?: components["schemas"]["SizeBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            sectionId?: string | number | null;
            serverId?: string | number | null;
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
            size?: components["schemas"]["SizeBody"];
            /** @enum {string} */
            shape?: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            rotation?: number;
            sectionId?: string | number | null;
            serverId?: string | number | null;
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
            has_pin: boolean;
        };
        NewColleague: {
            id: string;
            email: string;
            first_name: string | null;
            last_name: string | null;
            role: string | null;
            active: boolean;
            has_pin: boolean;
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
        PinBody: {
            pin: string | null;
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
            by_pin: boolean;
        };
        MeBody: {
            first_name?: string | null;
            last_name?: string | null;
        };
        PasswordBody: {
            current_password: string;
            new_password: string;
        };
        PinLoginBody: {
            user_id: string | number;
            pin: string;
        };
        OwnPinBody: {
            current_password: string;
            pin: string | null;
        };
        PinPerson: {
            id: string;
            first_name: string | null;
            initials: string;
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
            setup_code?: string | null;
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
        Place: {
            /** @enum {string} */
            shape: "round" | "square" | "rectangle" | "oval" | "booth" | "bar";
            capacity: number;
            x: number;
            y: number;
        };
        FloorTemplate: {
            name: string;
            tables: number;
            seats: number;
            sections: string[];
            plan: components["schemas"]["Place"][];
        };
        Setup: {
            needed: boolean;
            time_zone: string;
            floors: components["schemas"]["FloorTemplate"][];
        };
        OwnerBody: {
            first_name: string;
            last_name?: string | null;
            email: string;
            password: string;
        };
        FirstRestaurantBody: {
            name: string;
            time_zone?: string;
            business_day_cutoff?: number;
            hours?: {
                monday?: {
                    open: string;
                    close: string;
                }[];
                tuesday?: {
                    open: string;
                    close: string;
                }[];
                wednesday?: {
                    open: string;
                    close: string;
                }[];
                thursday?: {
                    open: string;
                    close: string;
                }[];
                friday?: {
                    open: string;
                    close: string;
                }[];
                saturday?: {
                    open: string;
                    close: string;
                }[];
                sunday?: {
                    open: string;
                    close: string;
                }[];
            } | null;
        };
        SetupBody: {
            code: string;
            owner: components["schemas"]["OwnerBody"];
            restaurant: components["schemas"]["FirstRestaurantBody"];
            /**
             * @default empty
             * @enum {string}
             */
            floor?: "empty" | "bistro" | "diner" | "bar";
            /** @default false */
            demo?: boolean;
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
