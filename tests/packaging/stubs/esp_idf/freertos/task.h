#pragma once
#include "FreeRTOS.h"
typedef void* TaskHandle_t;
TaskHandle_t xTaskGetCurrentTaskHandle();
uint32_t ulTaskNotifyTake(BaseType_t clear, TickType_t at_most);
BaseType_t xTaskNotifyGive(TaskHandle_t task);
void vTaskNotifyGiveFromISR(TaskHandle_t task, BaseType_t* more_urgent);
